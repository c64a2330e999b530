"""The month, the list and the agenda: rows of columns, never entities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from hub.core.access import Actor
from hub.core.db import AnySelect, DbSession
from hub.core.paging import Cursor, Page, paginate
from hub.core.registry import Card, Ref
from hub.events.draft import MAX_DAYS
from hub.events.models import Event, EventSeries, EventStatus, Occurrence, event_region, event_theme
from hub.events.queries.rows import EventLine, UndatedLine
from hub.events.visibility import visible_events

PAGE_SIZE = 20
LINE_WIDTH = len(EventLine._fields)
MONTH_LIMIT = 600
UNDATED_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a calendar is narrowed to: codes, or "" for all."""

    region: str = ""
    theme: str = ""
    kind: str = ""
    series: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.region or self.theme or self.kind or self.series)


def between(session: DbSession, reader: Actor, first: date, last: date, narrowed: Narrowed) -> list[EventLine]:
    """Occurrences that touch the days from `first` to `last`, in order: one query."""
    days = {"earliest": first - timedelta(days=MAX_DAYS), "first": first, "last": last}
    return [EventLine._make(row) for row in session.execute(_between(reader, narrowed), days)]


@lru_cache(maxsize=512)
def _between(reader: Actor, narrowed: Narrowed) -> AnySelect:
    """Kept, since building the statement costs as much as running it."""
    return (
        _lines(reader, narrowed)
        .where(
            Occurrence.first_day.between(bindparam("earliest"), bindparam("last")),
            Occurrence.last_day >= bindparam("first"),
        )
        .order_by(Occurrence.first_day, Occurrence.starts_at, Occurrence.id)
        .limit(MONTH_LIMIT)
    )


def upcoming(
    session: DbSession, reader: Actor, now: datetime, narrowed: Narrowed, cursor: Cursor, size: int = PAGE_SIZE
) -> Page[EventLine]:
    """What is still to come or going on, the nearest first."""
    statement = _lines(reader, narrowed).where(Occurrence.ends_at > now)
    page = paginate(session, statement, [Occurrence.starts_at.asc(), Occurrence.id.asc()], cursor, size)
    return _as_lines(page)


def past(
    session: DbSession, reader: Actor, now: datetime, narrowed: Narrowed, cursor: Cursor, size: int = PAGE_SIZE
) -> Page[EventLine]:
    """What is over, the latest first."""
    statement = _lines(reader, narrowed).where(Occurrence.ends_at <= now)
    page = paginate(session, statement, [Occurrence.starts_at.desc(), Occurrence.id.desc()], cursor, size)
    return _as_lines(page)


def within(
    session: DbSession,
    reader: Actor,
    first: date,
    last: date,
    narrowed: Narrowed,
    cursor: Cursor,
    size: int = PAGE_SIZE,
) -> Page[EventLine]:
    """What touches the days from `first` to `last`, in order, a page at a time: for programs."""
    earliest = first - timedelta(days=MAX_DAYS)
    statement = _lines(reader, narrowed).where(
        Occurrence.first_day.between(earliest, last), Occurrence.last_day >= first
    )
    page = paginate(session, statement, [Occurrence.starts_at.asc(), Occurrence.id.asc()], cursor, size)
    return _as_lines(page)


def undated(session: DbSession, reader: Actor, narrowed: Narrowed) -> list[UndatedLine]:
    """Events whose date is not known."""
    statement = select(Event.id, Event.title, Event.kind, Event.place, Event.date_note, Event.language).where(
        Event.first_day.is_(None), visible_events(reader), *_conditions(narrowed)
    )
    return [UndatedLine(*row) for row in session.execute(statement.order_by(Event.id).limit(UNDATED_LIMIT))]


def regions_of(session: DbSession, event_ids: Iterable[int]) -> dict[int, list[str]]:
    """Region codes by event."""
    statement = select(event_region.c.event_id, event_region.c.region_code).where(
        event_region.c.event_id.in_(sorted(set(event_ids)))
    )
    found: dict[int, list[str]] = {}
    for event_id, code in session.execute(statement.order_by(event_region.c.region_code)):
        found.setdefault(event_id, []).append(code)
    return found


def series_title(session: DbSession, series_id: int) -> EventSeries | None:
    return session.get(EventSeries, series_id)


def next_lines(session: DbSession, reader: Actor, now: datetime, limit: int) -> list[EventLine]:
    """The nearest occurrences that are not cancelled: for pages that show a few."""
    statement = (
        _lines(reader, Narrowed())
        .where(Occurrence.ends_at > now, Event.status == EventStatus.PUBLISHED.value)
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(limit)
    )
    return [EventLine._make(row) for row in session.execute(statement)]


def of_region(session: DbSession, reader: Actor, code: str, now: datetime, limit: int) -> list[EventLine]:
    """A region's nearest occurrences."""
    return list(upcoming(session, reader, now, Narrowed(region=code), Cursor(), limit).items)


def cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    """Events as they show themselves on other pages."""
    statement = (
        select(Event.id, Event.title, Event.language, Event.place, Occurrence.starts_at)
        .outerjoin(Occurrence, (Occurrence.event_id == Event.id) & (Occurrence.day == Event.first_day))
        .where(Event.id.in_(sorted(set(ids))), visible_events(reader))
    )
    found = {}
    for row in session.execute(statement):
        text, language = row.title.best()
        address = f"/events/{row.id}"
        found[row.id] = Card(Ref("event", row.id), text, address, language, row.place, row.starts_at)
    return found


def _lines(reader: Actor, narrowed: Narrowed) -> AnySelect:
    """Columns of `EventLine`, in order."""
    return (
        select(
            Event.id,
            Event.title,
            Event.kind,
            Event.status,
            Occurrence.first_day,
            Occurrence.last_day,
            Occurrence.start_time,
            Occurrence.end_time,
            Occurrence.starts_at,
            Event.zone,
            func.coalesce(func.nullif(Occurrence.place, ""), Event.place),
            Event.format,
            Event.is_illustrative,
        )
        .join(Event, Event.id == Occurrence.event_id)
        .where(visible_events(reader), *_conditions(narrowed))
    )


def _conditions(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if narrowed.region:
        of_region = select(event_region.c.event_id).where(event_region.c.region_code == narrowed.region)
        conditions.append(Event.id.in_(of_region))
    if narrowed.theme:
        of_theme = select(event_theme.c.event_id).where(event_theme.c.theme_code == narrowed.theme)
        conditions.append(Event.id.in_(of_theme))
    if narrowed.kind:
        conditions.append(Event.kind == narrowed.kind)
    if narrowed.series is not None:
        conditions.append(Event.series_id == narrowed.series)
    return conditions


def _as_lines(page: Page[Any]) -> Page[EventLine]:
    """`paginate` adds its keys after the columns of the statement."""
    return Page([EventLine._make(row[:LINE_WIDTH]) for row in page.items], page.next_cursor, page.previous_cursor)
