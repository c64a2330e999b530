"""An answer that came by mail from a calendar: the same acts as on the page, unless something newer is known."""

from datetime import datetime

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import db
from hub.core.errors import NotFound
from hub.events.actions.finding import locked_event
from hub.events.actions.registering import Said, register, withdraw
from hub.events.ical.itip import Answer
from hub.events.models import AnsweredBy, Event, Registration


def answer_by_calendar(actor: Actor, uid: str, answer: Answer, sequence: int, stamp: datetime) -> bool:
    """`sequence` and `stamp`: SEQUENCE and DTSTAMP of the answer. False when it is older than the event as it was last sent,
    or than the person's last answer by either way (RFC 5546 section 2.1.5): it changes nothing then.

    Raises NotFound, Forbidden, or Invalid as the page does.
    """
    event_id = db.session.scalar(select(Event.id).where(Event.uid == uid))
    if event_id is None:
        raise NotFound(uid)
    event = locked_event(actor, event_id)
    registration = db.session.scalar(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.person_id == actor.person_id)
        .execution_options(populate_existing=True)
    )
    if _is_older(event, registration, sequence, stamp):
        return False
    said = Said(AnsweredBy.MAIL, stamp, is_tentative=answer is Answer.TENTATIVE)
    if answer in {Answer.ACCEPTED, Answer.TENTATIVE}:
        register(actor, event.id, said)
    elif answer is Answer.DECLINED:
        withdraw(actor, event.id, said)
    return True


def _is_older(event: Event, registration: Registration | None, sequence: int, stamp: datetime) -> bool:
    """Calendars count whole seconds."""
    if registration is None:
        return sequence < event.sequence
    if sequence < event.sequence + registration.sequence_shift:
        return True
    last = registration.answered_at
    return last is not None and stamp < last.replace(microsecond=0)
