"""Calling an event off."""

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.events.actions.finding import editable_event
from hub.events.actions.marking import mark_changed
from hub.events.auditing import CANCELLED
from hub.events.models import Event, EventStatus
from hub.events.notifications import tell_cancelled
from hub.services import audit

REASON_LIMIT = 500


def cancel_event(actor: Actor, event_id: int, reason: str) -> Event:
    """Calendars keep it for 30 days as cancelled. Cancelling twice changes nothing but the reason."""
    event = editable_event(actor, event_id)
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": gettext("Say why: it is shown to those who meant to come.")})
    if len(reason) > REASON_LIMIT:
        raise Invalid({"reason": gettext("At most %(count)s characters.", count=REASON_LIMIT)})
    was_cancelled = event.is_cancelled
    event.cancel_reason = reason
    if not was_cancelled:
        event.status = EventStatus.CANCELLED.value
        event.cancelled_at = utcnow()
    mark_changed(event, reschedules=not was_cancelled)
    if not was_cancelled:
        tell_cancelled(event, actor)
        audit.record(db.session, actor, CANCELLED, Ref("event", event.id), reason=reason)
    commit()
    return event
