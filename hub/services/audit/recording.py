"""Writing the trace, in the transaction of the act itself."""

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.services.audit.models import AuditEntry

Plain = str | int | float | bool | None


def record(session: DbSession, actor: Actor | None, action: str, ref: Ref | None = None, **data: Plain) -> None:
    """Add an entry (not committed). `action`: dotted and past: `forum.topic.closed`."""
    session.add(
        AuditEntry(
            action=action,
            actor_id=actor.person_id if actor else None,
            ref_kind=ref.kind if ref else None,
            ref_id=ref.id if ref else None,
            data=dict(data),
        )
    )
