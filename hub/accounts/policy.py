"""Who may do what with accounts, as a table."""

from typing import Protocol

from hub.core.access import Actor, Permission, Policy, Role, signed_in


class Invited(Protocol):
    """What decides who may invite."""

    @property
    def role(self) -> Role: ...
    @property
    def region_code(self) -> str | None: ...


def invites(actor: Actor, invited: Invited | None) -> bool:
    """An administrator anybody; a focal point members of the own region."""
    if actor.is_administrator:
        return True
    if invited is None:
        return actor.has(Role.FOCAL_POINT)
    return (
        invited.role is Role.MEMBER
        and invited.region_code is not None
        and actor.has(Role.FOCAL_POINT, invited.region_code)
    )


POLICY: Policy = {
    Permission.ACCOUNTS_INVITATION_CREATE: invites,
    Permission.ACCOUNTS_SELF_EDIT: signed_in,
    Permission.NETWORK_DIRECTORY_READ: signed_in,
}
