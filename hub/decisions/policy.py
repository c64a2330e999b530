"""Who may write in the register, as a table."""

from typing import Protocol

from hub.core.access import Actor, Permission, Policy, Role, has_role

NETWORK_WIDE = (Role.ADMINISTRATOR, Role.ORGANISER, Role.CENTRAL)


class Recorded(Protocol):
    """What decides who changes a decision."""

    @property
    def created_by_id(self) -> int | None: ...


class Followed(Protocol):
    """What decides who follows an action."""

    @property
    def owner_id(self) -> int | None: ...
    @property
    def region_code(self) -> str | None: ...


def follows(actor: Actor, action: Followed | None) -> bool:
    """The network's organisers and central level follow every action; others their own and their region's."""
    if any(actor.has(role) for role in NETWORK_WIDE):
        return True
    if actor.is_visitor or action is None:
        return not actor.is_visitor
    if action.owner_id == actor.person_id:
        return True
    return action.region_code is not None and actor.has(Role.FOCAL_POINT, action.region_code)


def revises(actor: Actor, decision: Recorded | None) -> bool:
    """Organisers and central level every decision; a focal point those they recorded."""
    if any(actor.has(role) for role in NETWORK_WIDE):
        return True
    return actor.has(Role.FOCAL_POINT) and (decision is None or decision.created_by_id == actor.person_id)


POLICY: Policy = {
    Permission.DECISIONS_DECISION_CREATE: has_role(*NETWORK_WIDE, Role.FOCAL_POINT),
    Permission.DECISIONS_DECISION_EDIT: revises,
    Permission.DECISIONS_ACTION_FOLLOW: follows,
}
