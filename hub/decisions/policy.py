"""Who may write in the register, as a table."""

from typing import Protocol

from hub.core.access import Actor, Permission, Policy, Role, has_role


class Followed(Protocol):
    """What decides who follows an action."""

    @property
    def owner_id(self) -> int | None: ...
    @property
    def region_code(self) -> str | None: ...


def follows(actor: Actor, action: Followed | None) -> bool:
    """The network's organisers and central level follow every action; others their own and their region's."""
    if any(actor.has(role) for role in (Role.ADMINISTRATOR, Role.ORGANISER, Role.CENTRAL)):
        return True
    if actor.is_visitor or action is None:
        return not actor.is_visitor
    if action.owner_id == actor.person_id:
        return True
    return action.region_code is not None and actor.has(Role.FOCAL_POINT, action.region_code)


POLICY: Policy = {
    Permission.DECISIONS_DECISION_CREATE: has_role(
        Role.ADMINISTRATOR, Role.ORGANISER, Role.CENTRAL, Role.FOCAL_POINT
    ),
    Permission.DECISIONS_ACTION_FOLLOW: follows,
}
