"""Writing the trace, in the transaction of the act itself."""

from hub.core.access import Actor, Role
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.services.audit.hashing import commitment, new_salt
from hub.services.audit.labels import is_registered
from hub.services.audit.models import AuditEntry

Plain = str | int | float | bool | None

_RANK = (Role.ADMINISTRATOR, Role.ORGANISER, Role.CENTRAL, Role.FOCAL_POINT, Role.MEMBER, Role.PARTNER)


def record(session: DbSession, actor: Actor | None, action: str, ref: Ref | None = None, **data: Plain) -> AuditEntry:
    """Add an entry (not committed). `action`: dotted and past: `forum.topic.closed`.

    Raises KeyError for an action that no room has named: it would be shown raw."""
    if not is_registered(action):
        raise KeyError(action)
    salt = new_salt()
    entry = AuditEntry(
        action=action,
        actor_id=actor.person_id if actor else None,
        actor_role=highest_role(actor),
        ref_kind=ref.kind if ref else None,
        ref_id=ref.id if ref else None,
        data=data,
        salt=salt,
        data_hash=commitment(salt, data),
    )
    session.add(entry)
    return entry


def highest_role(actor: Actor | None) -> str:
    """In whose name somebody acts; empty for the hub, and for who has no role."""
    return next((role.value for role in _RANK if actor and actor.has(role)), "")
