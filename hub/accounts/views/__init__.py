"""Pages of accounts. Importing the modules attaches their routes to the blueprint."""

from hub.accounts.views import signing_in
from hub.accounts.views.room import blueprint

__all__ = ["blueprint", "signing_in"]
