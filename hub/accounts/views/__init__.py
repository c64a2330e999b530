"""Pages of accounts. Importing the modules attaches their routes to the blueprint."""

from hub.accounts.views import (
    devices,
    directory,
    inbox,
    invitations,
    joining,
    links,
    mailing,
    notifying,
    own_data,
    settings,
    signing_in,
    tokens,
    welcome,
)
from hub.accounts.views.room import blueprint

__all__ = [
    "blueprint",
    "devices",
    "directory",
    "inbox",
    "invitations",
    "joining",
    "links",
    "mailing",
    "notifying",
    "own_data",
    "settings",
    "signing_in",
    "tokens",
    "welcome",
]
