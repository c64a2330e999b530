"""Pages of the register."""

from hub.decisions.views import writing
from hub.decisions.views.pages import blueprint

__all__ = ["blueprint", "writing"]
