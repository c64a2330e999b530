"""Tables of the network."""

from hub.network.models.groups import Group, GroupMembership
from hub.network.models.organisations import Organisation
from hub.network.models.people import Person, active_people
from hub.network.models.regions import PILOT_CODES, Region
from hub.network.models.roles import RoleGrant, grants_in_force
from hub.network.models.sessions import SignInSession
from hub.network.models.themes import Theme

__all__ = [
    "PILOT_CODES",
    "Group",
    "GroupMembership",
    "Organisation",
    "Person",
    "Region",
    "RoleGrant",
    "SignInSession",
    "Theme",
    "active_people",
    "grants_in_force",
]
