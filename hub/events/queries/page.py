"""An event's page."""

from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import bindparam, false, func, literal, select, union_all

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import AnySelect, DbSession
from hub.core.errors import NotFound
from hub.events.models import (
    AgendaItem,
    AgendaStatus,
    Event,
    EventChange,
    EventSeries,
    Minutes,
    Occurrence,
    Registration,
    RegistrationStatus,
    event_region,
    event_theme,
)
from hub.events.queries.rows import AgendaRow, EventView, Named, OccurrenceRow
from hub.events.schedule import Schedule
from hub.events.visibility import visible_events
from hub.network.models import Person, Region, Theme
from hub.services.notifications import level_column

OCCURRENCES_SHOWN = 12
AGENDA_LIMIT = 200


def event_view(session: DbSession, reader: Actor, event_id: int) -> EventView:
    """Two queries. Raises NotFound."""
    row = session.execute(_view(reader), {"event_id": event_id}).first()
    if row is None:
        raise NotFound(event_id)
    named = session.execute(_NAMES, {"event_id": event_id}).all()
    return EventView(
        **row._mapping,
        regions=tuple(Named(one.code, one.name) for one in named if one.what == "region"),
        themes=tuple(Named(one.code, one.name) for one in named if one.what == "theme"),
    )


@lru_cache(maxsize=512)
def _view(reader: Actor) -> AnySelect:
    """Kept, since building so wide a statement costs more than running it."""
    return (
        select(
            Event.id,
            Event.uid,
            Event.version,
            Event.sequence,
            Event.kind,
            Event.status,
            Event.cancel_reason,
            Event.audience,
            Event.title,
            Event.language,
            Event.description_html,
            Event.description_text,
            Event.first_day,
            Event.last_day,
            Event.start_time,
            Event.end_time,
            Event.zone,
            Event.date_note,
            Event.rule_text,
            Event.format,
            Event.place,
            Event.call_link,
            Event.organisers,
            Event.sources,
            Event.is_illustrative,
            Event.series_id,
            EventSeries.title.label("series_title"),
            Event.takes_registrations,
            Event.capacity,
            Event.opens_at,
            Event.closes_at,
            Event.registered_count,
            Event.waiting_count,
            Event.created_by_id,
            Person.name.label("author"),
            Event.updated_at,
            Minutes.html.label("minutes_html"),
            Minutes.language.label("minutes_language"),
            Minutes.is_published.label("minutes_published"),
            Minutes.version.label("minutes_version"),
            Minutes.updated_at.label("minutes_updated_at"),
            func.coalesce(Registration.status, "").label("own_status"),
            func.coalesce(Registration.answered_by, "").label("own_answered_by"),
            func.coalesce(Registration.is_tentative, false()).label("own_is_tentative"),
            (Registration.invited_at.is_not(None)).label("own_is_invited"),
            Registration.asked_at.label("own_asked_at"),
            Registration.id.label("own_registration_id"),
            level_column(reader, "event", Event.id).label("watch_level"),
        )
        .outerjoin(EventSeries, EventSeries.id == Event.series_id)
        .outerjoin(Person, Person.id == Event.created_by_id)
        .outerjoin(Minutes, Minutes.event_id == Event.id)
        .outerjoin(Registration, (Registration.event_id == Event.id) & (Registration.person_id == reader.person_id))
        .where(Event.id == bindparam("event_id"), visible_events(reader))
    )


_BOTH = union_all(
    select(literal("region").label("what"), Region.code, Region.name)
    .join(event_region, event_region.c.region_code == Region.code)
    .where(event_region.c.event_id == bindparam("event_id")),
    select(literal("theme"), Theme.code, Theme.name)
    .join(event_theme, event_theme.c.theme_code == Theme.code)
    .where(event_theme.c.event_id == bindparam("event_id")),
).subquery()
_NAMES = select(_BOTH.c.what, _BOTH.c.code, _BOTH.c.name).order_by(_BOTH.c.code)


_AGENDA = (
    select(AgendaItem, Region.name)
    .outerjoin(Region, Region.code == AgendaItem.region_code)
    .where(AgendaItem.event_id == bindparam("event_id"))
    .order_by(AgendaItem.position, AgendaItem.id)
    .limit(AGENDA_LIMIT)
)


def agenda(session: DbSession, event: EventView) -> list[AgendaRow]:
    """Items in their order; accepted ones with the hour that the lengths before them give."""
    clock = datetime.combine(event.first_day, event.start_time) if event.first_day and event.start_time else None
    rows = []
    for item, region in session.execute(_AGENDA, {"event_id": event.id}):
        accepted = item.status == AgendaStatus.ACCEPTED
        rows.append(
            AgendaRow(
                id=item.id,
                position=item.position,
                status=item.status,
                title=item.title,
                language=item.language,
                notes=item.notes,
                notes_html=item.notes_html,
                minutes=item.minutes,
                presenter=item.presenter,
                region=Named(item.region_code, region) if item.region_code else None,
                starts=clock.time() if clock and accepted else None,
            )
        )
        if accepted:
            clock = clock + timedelta(minutes=item.minutes) if clock and item.minutes else None
    return rows


def agenda_item(session: DbSession, event: EventView, item_id: int) -> AgendaRow:
    """Raises NotFound."""
    for row in agenda(session, event):
        if row.id == item_id:
            return row
    raise NotFound(item_id)


def coming_dates(session: DbSession, event: EventView, now: datetime | None = None) -> list[OccurrenceRow]:
    """The next dates of a repeated event."""
    statement = (
        select(Occurrence)
        .where(Occurrence.event_id == event.id, Occurrence.ends_at > (now or utcnow()))
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(OCCURRENCES_SHOWN)
    )
    return [_occurrence(row, event.zone) for row in session.scalars(statement)]


def every_date(session: DbSession, event: EventView) -> list[OccurrenceRow]:
    """Every date of a repeated event, in the order of original days, with those left out."""
    rows = [
        _occurrence(row, event.zone)
        for row in session.scalars(select(Occurrence).where(Occurrence.event_id == event.id))
    ]
    removed = select(EventChange.day).where(EventChange.event_id == event.id, EventChange.first_day.is_(None))
    rows += [OccurrenceRow(day, None, "", is_moved=False) for day in session.scalars(removed)]
    return sorted(rows, key=lambda row: row.day)


def _occurrence(row: Occurrence, zone: str) -> OccurrenceRow:
    schedule = Schedule(row.first_day, row.last_day, row.start_time, row.end_time, zone)
    return OccurrenceRow(row.day, schedule, row.place, row.is_moved)


def waiting_rank(session: DbSession, event: EventView) -> int:
    """The reader's place on the waiting list, from 1."""
    if event.own_asked_at is None or event.own_registration_id is None:
        return 0
    before = select(func.count()).where(
        Registration.event_id == event.id,
        Registration.status == RegistrationStatus.WAITING,
        (Registration.asked_at < event.own_asked_at)
        | ((Registration.asked_at == event.own_asked_at) & (Registration.id <= event.own_registration_id)),
    )
    return session.scalar(before) or 0


def last_end(session: DbSession, event: EventView) -> datetime | None:
    """When its last date is over."""
    return session.scalar(select(func.max(Occurrence.ends_at)).where(Occurrence.event_id == event.id))


def editable(session: DbSession, reader: Actor, event_id: int) -> Event:
    """The entity behind an edit form. Raises NotFound."""
    event = session.scalar(select(Event).where(Event.id == event_id, visible_events(reader)))
    if event is None:
        raise NotFound(event_id)
    return event


def minutes_text(session: DbSession, event_id: int) -> Minutes | None:
    return session.get(Minutes, event_id)
