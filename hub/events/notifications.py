"""Who is told what about events.

What would be worthless by the next digest (a seat, a call-off, another hour, tomorrow's meeting) goes at once by default.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.clock import local, utc_offset
from hub.core.db import db
from hub.core.locale import format_date, format_datetime, gettext, lazy_gettext, listed
from hub.core.registry import Ref
from hub.events.invitations.due import HELD
from hub.events.invitations.mailing import KIND, calendar_mail_soon
from hub.events.invitations.wording import News
from hub.events.models import AgendaItem, AgendaStatus, Event, Registration, RegistrationStatus
from hub.services.notifications import (
    Channel,
    NotificationKind,
    Told,
    Watchable,
    notify,
    notify_watchers,
    register_kind,
    register_watchable,
)

AREA = lazy_gettext("Events")
REGISTERED = lazy_gettext("You registered for this event.")

INVITATION = NotificationKind(
    name=KIND,
    label=lazy_gettext("Invitations, and mails that keep my calendar right"),
    sentence=lambda told: gettext("%(actor)s invites you to %(title)s", actor=told["actor"], title=told["title"]),
    why=lazy_gettext("You are invited to this event."),
    area=AREA,
    default=Channel.IMMEDIATE,
    is_personal=True,
)
SEAT = NotificationKind(
    name="events.seat",
    label=lazy_gettext("A seat for me after waiting"),
    sentence=lambda told: gettext("A seat is free: you are registered for %(title)s", title=told["title"]),
    why=lazy_gettext("You were on the waiting list."),
    area=AREA,
    default=Channel.IMMEDIATE,
    is_personal=True,
)
CANCELLED = NotificationKind(
    name="events.cancelled",
    label=lazy_gettext("Events I registered for that are cancelled"),
    sentence=lambda told: gettext("%(title)s is cancelled", title=told["title"]),
    why=REGISTERED,
    area=AREA,
    default=Channel.IMMEDIATE,
    is_personal=True,
)
MOVED = NotificationKind(
    name="events.moved",
    label=lazy_gettext("Events I registered for that change time or place"),
    sentence=lambda told: gettext("Time or place of %(title)s changed", title=told["title"]),
    why=REGISTERED,
    area=AREA,
    default=Channel.IMMEDIATE,
    is_personal=True,
)
REMINDER = NotificationKind(
    name="events.reminder",
    label=lazy_gettext("The day before an event I registered for"),
    sentence=lambda told: gettext("%(title)s begins on %(moment)s", title=told["title"], moment=_moment(told)),
    why=REGISTERED,
    area=AREA,
    default=Channel.IMMEDIATE,
    is_personal=True,
)
MINUTES = NotificationKind(
    name="events.minutes",
    label=lazy_gettext("Minutes of events I registered for"),
    sentence=lambda told: gettext("The minutes of %(title)s are published", title=told["title"]),
    why=REGISTERED,
    area=AREA,
)
PROPOSAL = NotificationKind(
    name="events.proposal",
    label=lazy_gettext("Items proposed for agendas of my events"),
    sentence=lambda told: gettext(
        "%(actor)s proposed an item for the agenda of %(title)s", actor=told["actor"], title=told["title"]
    ),
    why=lazy_gettext("You announced this event."),
    area=AREA,
    is_personal=True,
)
ANSWER = NotificationKind(
    name="events.answer",
    label=lazy_gettext("Answers to the agenda items I proposed"),
    sentence=lambda told: (
        gettext("Your item is on the agenda of %(title)s", title=told["title"])
        if told["status"] == AgendaStatus.ACCEPTED
        else gettext("Your item for %(title)s is put off", title=told["title"])
    ),
    why=lazy_gettext("You proposed the item."),
    area=AREA,
    is_personal=True,
)
KINDS = (INVITATION, REMINDER, MOVED, CANCELLED, SEAT, ANSWER, PROPOSAL, MINUTES)
WATCHED_EVENT = Watchable("event", lazy_gettext("You watch this event."), lazy_gettext("Tell me of this event"))


def register_kinds() -> None:
    for kind in KINDS:
        register_kind(kind)
    register_watchable(WATCHED_EVENT)


def tell_invited(event: Event, invited: Iterable[int], actor: Actor) -> None:
    people = sorted(invited)
    mailed = calendar_mail_soon(event, people)
    notify(db.session, INVITATION.name, people, _ref(event), actor, mailed)


def tell_calendar(event: Event, registration: Registration) -> None:
    """Of an act of their own: nothing but their calendar needs to know."""
    calendar_mail_soon(event, [registration.person_id])


def tell_seats(event: Event, promoted: Iterable[Registration]) -> None:
    """Those who waited and have a seat now."""
    people = [one.person_id for one in promoted]
    mailed = calendar_mail_soon(event, people, News.SEAT)
    notify(db.session, SEAT.name, people, _ref(event), None, mailed)


def tell_cancelled(event: Event, actor: Actor) -> None:
    _tell_guests(CANCELLED, event, actor)


def tell_moved(event: Event, actor: Actor) -> None:
    _tell_guests(MOVED, event, actor, News.MOVED)


def tell_minutes(event: Event, actor: Actor) -> None:
    """Those who came, and those who watch."""
    address = f"/events/{event.id}#minutes"
    coming = _guests(event, HELD - {RegistrationStatus.INVITED.value})
    notify(db.session, MINUTES.name, coming, _ref(event), actor, address=address)
    notify_watchers(db.session, MINUTES.name, _ref(event), actor, coming, address=address)


def tell_proposal(event: Event, actor: Actor) -> None:
    """The event's author."""
    author = [event.created_by_id] if event.created_by_id else []
    notify(db.session, PROPOSAL.name, author, _ref(event), actor, address=f"/events/{event.id}/agenda")


def tell_answer(event: Event, item: AgendaItem, actor: Actor) -> None:
    """Who proposed the item."""
    proposer = [item.created_by_id] if item.created_by_id else []
    notify(db.session, ANSWER.name, proposer, _ref(event), actor, status=item.status)


def tell_reminder(event_id: int, day: str, at: datetime | None, zone: str, person_ids: Iterable[int]) -> None:
    """`day`: on which it takes place, ISO. `at`: None for whole days."""
    moment = at.isoformat() if at else ""
    notify(db.session, REMINDER.name, person_ids, Ref("event", event_id), day=day, at=moment, zone=zone)


def _tell_guests(kind: NotificationKind, event: Event, actor: Actor, news: News = News.STATE) -> None:
    """Those who come, wait or are invited, each by one mail at most, and those who watch."""
    guests = _guests(event, HELD)
    mailed = calendar_mail_soon(event, guests, news)
    notify(db.session, kind.name, guests, _ref(event), actor, mailed)
    notify_watchers(db.session, kind.name, _ref(event), actor, guests)


def _moment(told: Told) -> str:
    """Day and hour where the event is, with the offset; the day alone when it has no hour."""
    if not told["at"]:
        return format_date(datetime.fromisoformat(told["day"]).date(), "full")
    at = local(datetime.fromisoformat(told["at"]), told["zone"])
    return listed((format_datetime(at, zone_name=told["zone"]), utc_offset(at)))


def _guests(event: Event, statuses: Collection[str]) -> list[int]:
    statement = select(Registration.person_id).where(
        Registration.event_id == event.id, Registration.status.in_(sorted(statuses))
    )
    return list(db.session.scalars(statement))


def _ref(event: Event) -> Ref:
    return Ref("event", event.id)
