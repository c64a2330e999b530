"""Free seats go to those who wait, the first first. Part of the caller's transaction, under the event's lock."""

from sqlalchemy import select

from hub.core.clock import utcnow
from hub.core.db import db
from hub.events.models import Event, EventStatus, Registration, RegistrationStatus


def fill_free_seats(event: Event) -> list[Registration]:
    """Those who have a seat now and waited before. A cancelled event gives no seats."""
    if event.status != EventStatus.PUBLISHED or not event.waiting_count:
        return []
    waiting = (
        select(Registration)
        .where(Registration.event_id == event.id, Registration.status == RegistrationStatus.WAITING)
        .order_by(Registration.asked_at, Registration.id)
    )
    if event.capacity is not None:
        waiting = waiting.limit(max(0, event.capacity - event.registered_count))
    promoted = list(db.session.scalars(waiting))
    for registration in promoted:
        registration.status = RegistrationStatus.REGISTERED.value
        registration.changed_at = utcnow()
    event.registered_count += len(promoted)
    event.waiting_count -= len(promoted)
    return promoted
