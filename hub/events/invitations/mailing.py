"""Calendar mails: asked for in the transaction of a change, written by a job from what is true then.

Whom such a mail reaches decides the notifications' resolver, by the kind `events.invitation`: who switched it off, to another
channel, or muted the event, gets no calendar object at all, and the usual notifications instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from hub.core.clock import utcnow
from hub.core.db import DbSession, db
from hub.core.locale import gettext, speaking
from hub.core.mail_settings import MailSettings
from hub.core.registry import Ref
from hub.core.settings import Settings
from hub.events.feeds import calendar_entry
from hub.events.ical.entry import CalendarEntry, Standing
from hub.events.ical.itip import Answer, Guest, Method, write_itip
from hub.events.invitations.due import Due, Guesthood, Message, message_due
from hub.events.invitations.wording import News, facts, headline, hint, why
from hub.events.models import Event, Occurrence, Registration, RegistrationStatus
from hub.network.models import Person
from hub.services.jobs import JobKind, enqueue
from hub.services.mail import write_mail
from hub.services.notifications import mailed_at_once

KIND = "events.invitation"
BATCH = 50
TEMPLATE = "events/mail/calendar.txt"


def calendar_mail_soon(event: Event, person_ids: Iterable[int], news: News = News.STATE) -> set[int]:
    """Tell the calendars of some guests what changed for them (not committed). Returns whom a mail will reach, so that no
    other mail says the same."""
    db.session.flush()
    if not _is_to_come(db.session, event):
        return set()
    wanted = sorted(set(person_ids))
    rows = db.session.scalars(
        select(Registration).where(Registration.event_id == event.id, Registration.person_id.in_(wanted))
    )
    owed = [row.person_id for row in rows if message_due(_guesthood(event, row)) is not None]
    reached = sorted(mailed_at_once(db.session, KIND, owed, Ref("event", event.id)))
    for start in range(0, len(reached), BATCH):
        payload = {"event": event.id, "people": reached[start : start + BATCH], "news": news.value}
        enqueue(db.session, WRITE.name, payload)
    return set(reached)


def write_calendar_mails(session: DbSession, payload: Mapping[str, Any]) -> None:
    """`payload`: an event's id, people's, and what is new. Whoever knows it all by now gets none."""
    event = session.get(Event, payload["event"], with_for_update=True)
    if event is None or not _is_to_come(session, event):
        return
    inviter = aliased(Person)
    rows = session.execute(
        select(Registration, Person, inviter.name.label("inviter"))
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(inviter, inviter.id == Registration.invited_by_id)
        .where(Registration.event_id == event.id, Registration.person_id.in_(payload["people"]))
        .order_by(Registration.person_id)
    ).all()
    reached = mailed_at_once(session, KIND, payload["people"], Ref("event", event.id))
    for registration, person, inviter_name in rows:
        message = message_due(_guesthood(event, registration))
        if message is not None and person.id in reached:
            _write(session, event, registration, person, message, News(payload["news"]), inviter_name or "")


WRITE = JobKind(name="events.calendar_mail", run=write_calendar_mails)


def _write(
    session: DbSession,
    event: Event,
    registration: Registration,
    person: Person,
    message: Message,
    news: News,
    inviter: str,
) -> None:
    settings: Settings = current_app.config["HUB"]
    has_seat = registration.status == RegistrationStatus.REGISTERED
    with speaking(person.language):
        calendar = "" if message.due is Due.NOTICE else _object(event, registration, person, message, settings.mail)
        values: dict[str, Any] = {
            "headline": headline(event, registration, message.due, news, inviter, person.language),
            "facts": facts(event, with_call=has_seat),
            "hint": hint(event, registration, message.due, takes_answers=bool(settings.mail.reply_domain)),
            "address": f"/events/{event.id}",
            "asks": message.due is Due.REQUEST and registration.status == RegistrationStatus.INVITED,
        }
    write_mail(
        session,
        KIND,
        person.email,
        person.language,
        TEMPLATE,
        person_id=person.id,
        why=why(registration),
        thread=Ref("event", event.id),
        unsubscribe=f"kind:{KIND}",
        calendar=calendar,
        **values,
    )
    registration.mailed_status, registration.sequence_shift = message.mailed_status, message.shift
    registration.mailed_sequence = message.sequence


def _object(event: Event, registration: Registration, person: Person, message: Message, settings: MailSettings) -> str:
    """In the language spoken."""
    is_cancel = message.due is Due.CANCEL
    guest = Guest(
        name=person.name,
        address=person.email,
        answer=_answer(registration),
        asks_answer=bool(settings.reply_domain) and not is_cancel,
        has_alarm=registration.status == RegistrationStatus.REGISTERED,
    )
    organiser = settings.sender.name or gettext("Regions Network – Migration")
    body = write_itip(
        _entry(event, registration, person.language, message),
        Method.CANCEL if is_cancel else Method.REQUEST,
        organiser,
        settings.sender.address,
        guest,
    )
    return body.decode()


def _entry(event: Event, registration: Registration, language: str, message: Message) -> CalendarEntry:
    has_seat = registration.status == RegistrationStatus.REGISTERED
    entry = calendar_entry(event, event.changes, with_call=has_seat, language=language)
    if entry is None:
        raise ValueError("an event without a date has no calendar object")
    return replace(
        entry,
        sequence=message.sequence,
        changed_at=max(event.updated_at, registration.changed_at),
        standing=Standing.CANCELLED if message.due is Due.CANCEL else entry.standing,
    )


def _answer(registration: Registration) -> Answer:
    """Where the guest stands for the hub. Who waits has said yes and has no seat."""
    match registration.status:
        case RegistrationStatus.REGISTERED:
            return Answer.TENTATIVE if registration.is_tentative else Answer.ACCEPTED
        case RegistrationStatus.WAITING:
            return Answer.TENTATIVE
        case RegistrationStatus.INVITED:
            return Answer.NEEDED
        case _:
            return Answer.DECLINED


def _is_to_come(session: DbSession, event: Event) -> bool:
    """Not over, and its date is known. What is over stands in calendars as it was."""
    last_end = session.scalar(select(func.max(Occurrence.ends_at)).where(Occurrence.event_id == event.id))
    return event.schedule is not None and last_end is not None and last_end > utcnow()


def _guesthood(event: Event, registration: Registration) -> Guesthood:
    return Guesthood(
        event_status=event.status,
        sequence=event.sequence,
        status=registration.status,
        answered_by=registration.answered_by,
        shift=registration.sequence_shift,
        mailed_status=registration.mailed_status,
        mailed_sequence=registration.mailed_sequence,
    )
