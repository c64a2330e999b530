"""What the events offer to programs."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum

from hub.core.access import Actor, Permission, guard
from hub.core.clock import today, utcnow
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext, lazy_gettext
from hub.core.paging import Cursor, Page
from hub.events.actions import registering
from hub.events.actions.agenda import NewItem, add_item
from hub.events.actions.saving import create_event, edit_event
from hub.events.api_shapes import (
    AgendaLine,
    Code,
    EventChange,
    EventItem,
    EventSheet,
    NewAgendaItem,
    NewEvent,
    OwnRegistration,
    as_new,
    to_draft,
)
from hub.events.models import AgendaStatus, EventFormat, EventKind, EventStatus, RegistrationStatus
from hub.events.queries import calendar
from hub.events.queries import page as queries
from hub.events.queries.calendar import Narrowed
from hub.events.queries.rows import EventLine, EventView
from hub.network.vocabularies import region_names, theme_names
from hub.web.addresses import absolute
from hub.web.api import ApiPart, Made, Texts

PART = ApiPart("events", lazy_gettext("Events"))

LONGEST_WINDOW = timedelta(days=366)


class When(StrEnum):
    UPCOMING = "upcoming"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class EventQuery:
    """`first` and `last`: days of a window, both inside, at most a year; without them `when` decides."""

    first: date | None = None
    last: date | None = None
    when: When = When.UPCOMING
    region: Code | None = None
    theme: Code | None = None
    kind: EventKind | None = None


@PART.get("/events", lazy_gettext("Dates of events: to come, past, or of a window of days"))
def events(actor: Actor, query: EventQuery, cursor: Cursor) -> Page[EventItem]:
    narrowed = Narrowed(query.region or "", query.theme or "", query.kind or "")
    if query.first or query.last:
        first, last = _window(query)
        page = calendar.within(db.session, actor, first, last, narrowed, cursor)
    else:
        read = calendar.past if query.when is When.PAST else calendar.upcoming
        page = read(db.session, actor, utcnow(), narrowed, cursor)
    return Page([_item(line) for line in page.items], page.next_cursor)


@PART.get("/events/<int:event_id>", lazy_gettext("One event"))
def event(actor: Actor, event_id: int) -> EventSheet:
    return _sheet(actor, queries.event_view(db.session, actor, event_id))


@PART.get("/events/<int:event_id>/agenda", lazy_gettext("Agenda of an event, in its order"))
def agenda(actor: Actor, event_id: int) -> list[AgendaLine]:
    view = queries.event_view(db.session, actor, event_id)
    return [
        AgendaLine(
            row.id,
            AgendaStatus(row.status),
            row.title,
            row.language,
            row.notes_html,
            row.minutes,
            row.presenter,
            row.region.code if row.region else None,
            row.starts,
        )
        for row in queries.agenda(db.session, view)
    ]


@PART.post("/events", lazy_gettext("Create an event, as a draft or published"), Permission.EVENTS_EVENT_CREATE)
def create(actor: Actor, body: NewEvent) -> Made:
    _refuse_unknown(body)
    made = create_event(actor, to_draft(body))
    return Made.at(made.id, f"/events/{made.id}")


@PART.patch("/events/<int:event_id>", lazy_gettext("Change an event"), Permission.EVENTS_EVENT_EDIT)
def change(actor: Actor, event_id: int, body: EventChange, given: frozenset[str]) -> Made:
    found = queries.editable(db.session, actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_EDIT, found)
    wanted = {field.name: getattr(body, field.name) for field in fields(NewEvent) if field.name in given}
    refused = {name: gettext("This field is needed.") for name, value in wanted.items() if value is None}
    refused = {name: message for name, message in refused.items() if name not in MAY_BE_EMPTY}
    if refused:
        raise Invalid(refused)
    changed = replace(as_new(found), **wanted)
    _refuse_unknown(changed)
    edit_event(actor, event_id, to_draft(changed, found), body.version)
    return Made.at(event_id, f"/events/{event_id}")


MAY_BE_EMPTY = {"last_day", "start_time", "end_time", "capacity", "opens_at", "closes_at"}


@PART.post(
    "/events/<int:event_id>/registration",
    lazy_gettext("Register for an event"),
    Permission.EVENTS_EVENT_REGISTER,
    status=200,
)
def register(actor: Actor, event_id: int) -> OwnRegistration:
    """A seat, or a place on the waiting list; twice changes nothing."""
    registering.register(actor, event_id)
    view = queries.event_view(db.session, actor, event_id)
    is_waiting = view.own_status == RegistrationStatus.WAITING
    return OwnRegistration(view.own_status, queries.waiting_rank(db.session, view) if is_waiting else 0)


@PART.delete(
    "/events/<int:event_id>/registration", lazy_gettext("Withdraw from an event"), Permission.EVENTS_EVENT_REGISTER
)
def withdraw(actor: Actor, event_id: int) -> None:
    registering.withdraw(actor, event_id)


@PART.post(
    "/events/<int:event_id>/agenda", lazy_gettext("Propose an item for an agenda"), Permission.EVENTS_AGENDA_PROPOSE
)
def propose(actor: Actor, event_id: int, body: NewAgendaItem) -> Made:
    if body.region is not None and body.region not in region_names(db.session):
        raise Invalid({"region": gettext("Choose one of the list.")})
    new = NewItem(body.title, body.language, body.notes, body.minutes, body.presenter, body.region)
    item = add_item(actor, event_id, new)
    return Made.at(item.id, f"/events/{event_id}#agenda")


def _window(query: EventQuery) -> tuple[date, date]:
    first = query.first or min(today(), query.last or today())
    last = query.last or first + LONGEST_WINDOW
    if last < first:
        raise Invalid({"last": gettext("The last day is before the first.")})
    if last - first > LONGEST_WINDOW:
        raise Invalid({"last": gettext("At most %(count)s days.", count=LONGEST_WINDOW.days)})
    return first, last


def _refuse_unknown(sent: NewEvent) -> None:
    messages = {}
    if not set(sent.regions) <= region_names(db.session).keys():
        messages["regions"] = gettext("Choose regions from the list.")
    if not set(sent.themes) <= theme_names(db.session).keys():
        messages["themes"] = gettext("Choose themes from the list.")
    if messages:
        raise Invalid(messages)


def _item(line: EventLine) -> EventItem:
    return EventItem(
        id=line.event_id,
        title=Texts.of(line.title),
        kind=EventKind(line.kind),
        status=EventStatus(line.status),
        first_day=line.first_day,
        last_day=line.last_day,
        start_time=line.start_time,
        end_time=line.end_time,
        starts_at=line.starts_at,
        zone=line.zone,
        format=EventFormat(line.format),
        place=line.place,
        address=absolute(line.address),
    )


def _sheet(actor: Actor, view: EventView) -> EventSheet:
    return EventSheet(
        id=view.id,
        version=view.version,
        title=Texts.of(view.title),
        language=view.language,
        kind=EventKind(view.kind),
        status=EventStatus(view.status),
        cancel_reason=view.cancel_reason,
        audience=view.audience,
        description_html=view.description_html,
        first_day=view.first_day,
        last_day=view.last_day,
        start_time=view.start_time,
        end_time=view.end_time,
        zone=view.zone,
        date_note=view.date_note,
        rule=view.rule_text,
        format=EventFormat(view.format),
        place=view.place,
        call_link="" if actor.is_visitor else view.call_link,
        organisers=view.organisers,
        regions=sorted(view.region_codes),
        themes=[theme.code for theme in view.themes],
        takes_registrations=view.takes_registrations,
        capacity=view.capacity,
        registered_count=view.registered_count,
        waiting_count=view.waiting_count,
        own_status=view.own_status,
        updated_at=view.updated_at,
        address=absolute(view.address),
    )
