"""Registering and withdrawing.

Both lock the event's row first: of two people who ask for the last seat at once, one gets it and the other waits.
"""

from datetime import datetime

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.registry import Ref
from hub.events.actions.finding import locked_event
from hub.events.actions.promoting import fill_free_seats
from hub.events.models import Event, Occurrence, Registration, RegistrationStatus
from hub.events.notifications import tell_seats
from hub.events.registration_window import refusal, window_of
from hub.services import live


def register(actor: Actor, event_id: int) -> Registration:
    """A seat when one is free, else a place on the waiting list. Asking twice changes nothing.

    Raises NotFound, Forbidden, or Invalid when registration is not open.
    """
    guard(actor, Permission.EVENTS_EVENT_REGISTER)
    event = locked_event(actor, event_id)
    now = utcnow()
    if message := refusal(window_of(event, _last_end(event), now)):
        raise Invalid({"": message})
    registration = _of(actor, event)
    if registration is None:
        registration = Registration(event_id=event.id, person_id=actor.person_id)
        db.session.add(registration)
    elif registration.status != RegistrationStatus.CANCELLED:
        return registration
    has_seat = event.capacity is None or event.registered_count < event.capacity
    registration.status = (RegistrationStatus.REGISTERED if has_seat else RegistrationStatus.WAITING).value
    registration.asked_at = registration.changed_at = now
    event.registered_count += int(has_seat)
    event.waiting_count += int(not has_seat)
    live.hint(db.session, Ref("event", event.id))
    commit()
    return registration


def withdraw(actor: Actor, event_id: int) -> list[Registration]:
    """Give the seat back; returns who got it. Withdrawing twice changes nothing."""
    guard(actor, Permission.EVENTS_EVENT_REGISTER)
    event = locked_event(actor, event_id)
    registration = _of(actor, event)
    if registration is None or registration.status == RegistrationStatus.CANCELLED:
        return []
    if registration.status == RegistrationStatus.REGISTERED:
        event.registered_count -= 1
    else:
        event.waiting_count -= 1
    registration.status = RegistrationStatus.CANCELLED.value
    registration.changed_at = utcnow()
    db.session.flush()
    last_end = _last_end(event)
    is_over = last_end is not None and last_end <= registration.changed_at
    promoted = [] if is_over else fill_free_seats(event)
    tell_seats(event, promoted)
    live.hint(db.session, Ref("event", event.id))
    commit()
    return promoted


def _last_end(event: Event) -> datetime | None:
    return db.session.scalar(select(func.max(Occurrence.ends_at)).where(Occurrence.event_id == event.id))


def _of(actor: Actor, event: Event) -> Registration | None:
    return db.session.scalar(
        select(Registration).where(Registration.event_id == event.id, Registration.person_id == actor.person_id)
    )
