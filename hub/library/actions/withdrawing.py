"""Take a published record away; a tombstone with the reason stays."""

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Forbidden, Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.library.models import Record, Status
from hub.library.policy import may_withdraw
from hub.library.queries.records import find_to_change
from hub.services import audit


def withdraw(actor: Actor, record_id: int, reason: str) -> Record:
    """Commits. Raises Invalid without a reason."""
    record = find_to_change(db.session, actor, record_id)
    if not may_withdraw(actor, record):
        raise Forbidden("withdraw")
    if not reason.strip():
        raise Invalid({"reason": gettext("Say why: readers will see it in place of the page.")})
    record.status, record.withdrawal_reason = Status.WITHDRAWN.value, reason.strip()
    record.changed_at = utcnow()
    audit.record(
        db.session, actor, "library.record.withdrawn", Ref(record.kind, record.id), reason=record.withdrawal_reason
    )
    commit()
    return record
