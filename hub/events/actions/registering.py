"""Registering and withdrawing, by page or by mail: the one gate for both.

Both lock the event's row first: of two people who ask for the last seat at once, one gets it and the other waits.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.registry import Ref
from hub.events.actions.finding import locked_event
from hub.events.actions.promoting import fill_free_seats
from hub.events.invitations.due import GONE
from hub.events.models import AnsweredBy, Event, Occurrence, Registration, RegistrationStatus
from hub.events.notifications import tell_calendar, tell_seats
from hub.events.registration_window import refusal, window_for
from hub.services import live

HELD_SEATS = frozenset({RegistrationStatus.REGISTERED.value, RegistrationStatus.WAITING.value})


@dataclass(frozen=True, slots=True)
class Said:
    """How an answer came. `at`: when it was given; None: now."""

    by: AnsweredBy = AnsweredBy.PAGE
    at: datetime | None = None
    is_tentative: bool = False


ON_PAGE = Said()


def register(actor: Actor, event_id: int, said: Said = ON_PAGE) -> Registration:
    """A seat when one is free, else a place on the waiting list; for who is invited, this is the acceptance. Asking twice
    changes nothing but `is_tentative`.

    Raises NotFound, Forbidden, or Invalid when registration is not open.
    """
    guard(actor, Permission.EVENTS_EVENT_REGISTER)
    event = locked_event(actor, event_id)
    now = utcnow()
    registration = _of(actor, event)
    is_invited = registration is not None and registration.invited_at is not None
    if registration is not None and registration.status in HELD_SEATS:
        return _say_again(registration, said, now)
    if message := refusal(window_for(event, _last_end(event), now, is_invited=is_invited)):
        raise Invalid({"": message})
    if registration is None:
        registration = Registration(event_id=event.id, person_id=actor.person_id)
        db.session.add(registration)
    has_seat = event.capacity is None or event.registered_count < event.capacity
    registration.status = (RegistrationStatus.REGISTERED if has_seat else RegistrationStatus.WAITING).value
    registration.asked_at = registration.changed_at = now
    _note_answer(registration, said, now)
    event.registered_count += int(has_seat)
    event.waiting_count += int(not has_seat)
    tell_calendar(event, registration)
    live.hint(db.session, Ref("event", event.id))
    commit()
    return registration


def withdraw(actor: Actor, event_id: int, said: Said = ON_PAGE) -> list[Registration]:
    """Give the seat back, or decline an invitation; returns who got the seat. Withdrawing twice changes nothing."""
    guard(actor, Permission.EVENTS_EVENT_REGISTER)
    event = locked_event(actor, event_id)
    registration = _of(actor, event)
    if registration is None or registration.status in GONE:
        return []
    now = utcnow()
    before, registration.changed_at = registration.status, now
    is_declined = before == RegistrationStatus.INVITED
    registration.status = (RegistrationStatus.DECLINED if is_declined else RegistrationStatus.CANCELLED).value
    event.registered_count -= int(before == RegistrationStatus.REGISTERED)
    event.waiting_count -= int(before == RegistrationStatus.WAITING)
    _note_answer(registration, said, now)
    db.session.flush()
    last_end = _last_end(event)
    is_over = last_end is not None and last_end <= now
    promoted = [] if is_over else fill_free_seats(event)
    tell_seats(event, promoted)
    tell_calendar(event, registration)
    live.hint(db.session, Ref("event", event.id))
    commit()
    return promoted


def _say_again(registration: Registration, said: Said, now: datetime) -> Registration:
    """Yes once more, or after perhaps: the seat is the same."""
    if registration.is_tentative != said.is_tentative or said.by is AnsweredBy.MAIL:
        _note_answer(registration, said, now)
        commit()
    return registration


def _note_answer(registration: Registration, said: Said, now: datetime) -> None:
    """A calendar whose clock is fast must not make later answers look old."""
    registration.answered_by = said.by.value
    registration.answered_at = min(said.at or now, now)
    registration.is_tentative = said.is_tentative


def _last_end(event: Event) -> datetime | None:
    return db.session.scalar(select(func.max(Occurrence.ends_at)).where(Occurrence.event_id == event.id))


def _of(actor: Actor, event: Event) -> Registration | None:
    return db.session.scalar(
        select(Registration).where(Registration.event_id == event.id, Registration.person_id == actor.person_id)
    )
