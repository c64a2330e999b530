"""Who is told what about events, on the site."""

from collections.abc import Iterable

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import db
from hub.core.locale import gettext, lazy_gettext
from hub.core.registry import Ref
from hub.events.models import AgendaItem, AgendaStatus, Event, Registration, RegistrationStatus
from hub.services.notifications import NotificationKind, notify, register_kind

SEAT = NotificationKind(
    name="events.seat",
    label=lazy_gettext("A seat for me after waiting"),
    sentence=lambda told: gettext("A seat is free: you are registered for %(title)s", title=told["title"]),
)
CANCELLED = NotificationKind(
    name="events.cancelled",
    label=lazy_gettext("Events I registered for that are cancelled"),
    sentence=lambda told: gettext("%(title)s is cancelled", title=told["title"]),
)
MOVED = NotificationKind(
    name="events.moved",
    label=lazy_gettext("Events I registered for that change time or place"),
    sentence=lambda told: gettext("Time or place of %(title)s changed", title=told["title"]),
)
PROPOSAL = NotificationKind(
    name="events.proposal",
    label=lazy_gettext("Items proposed for agendas of my events"),
    sentence=lambda told: gettext(
        "%(actor)s proposed an item for the agenda of %(title)s", actor=told["actor"], title=told["title"]
    ),
)
ANSWER = NotificationKind(
    name="events.answer",
    label=lazy_gettext("Answers to the agenda items I proposed"),
    sentence=lambda told: (
        gettext("Your item is on the agenda of %(title)s", title=told["title"])
        if told["status"] == AgendaStatus.ACCEPTED
        else gettext("Your item for %(title)s is put off", title=told["title"])
    ),
)


def register_kinds() -> None:
    for kind in (SEAT, CANCELLED, MOVED, PROPOSAL, ANSWER):
        register_kind(kind)


def tell_seats(event: Event, promoted: Iterable[Registration]) -> None:
    """Those who waited and have a seat now."""
    notify(db.session, SEAT.name, [one.person_id for one in promoted], _ref(event), title=_title(event))


def tell_cancelled(event: Event, actor: Actor) -> None:
    notify(db.session, CANCELLED.name, _coming(event), _ref(event), actor, title=_title(event))


def tell_moved(event: Event, actor: Actor) -> None:
    notify(db.session, MOVED.name, _coming(event), _ref(event), actor, title=_title(event))


def tell_proposal(event: Event, actor: Actor) -> None:
    """The event's author."""
    author = [event.created_by_id] if event.created_by_id else []
    address = f"/events/{event.id}/agenda"
    notify(db.session, PROPOSAL.name, author, _ref(event), actor, address=address, title=_title(event))


def tell_answer(event: Event, item: AgendaItem, actor: Actor) -> None:
    """Who proposed the item."""
    proposer = [item.created_by_id] if item.created_by_id else []
    notify(db.session, ANSWER.name, proposer, _ref(event), actor, status=item.status, title=_title(event))


def _coming(event: Event) -> list[int]:
    statement = select(Registration.person_id).where(
        Registration.event_id == event.id, Registration.status != RegistrationStatus.CANCELLED.value
    )
    return list(db.session.scalars(statement))


def _ref(event: Event) -> Ref:
    return Ref("event", event.id)


def _title(event: Event) -> str:
    return event.title.best(event.language).text
