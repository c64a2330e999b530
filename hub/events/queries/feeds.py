"""What calendar files hold: a bounded window, in two queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from hub.core.access import Actor, audience_visible
from hub.core.clock import utcnow
from hub.core.db import DbSession
from hub.core.ids import token_hash
from hub.events.models import CalendarFeed, CalendarState, Event, EventChange, EventStatus, Occurrence
from hub.network.identity import actor_of
from hub.network.models import Person

BACK = timedelta(days=366)
AHEAD = timedelta(days=2 * 366)
CANCELLED_KEPT = timedelta(days=30)
FEED_LIMIT = 5_000


@dataclass(frozen=True, slots=True)
class CalendarVersion:
    """Moves with every change that a calendar file can show."""

    number: int
    changed_at: datetime | None


def version(session: DbSession) -> CalendarVersion:
    row = session.execute(select(CalendarState.version, CalendarState.changed_at).where(CalendarState.id == 1)).first()
    return CalendarVersion(row.version, row.changed_at) if row else CalendarVersion(0, None)


def feed_owner(session: DbSession, token: str) -> Actor | None:
    """Whose calendar a secret address is; None when unknown, revoked or the person is suspended."""
    person = session.scalar(
        select(Person)
        .join(CalendarFeed, CalendarFeed.person_id == Person.id)
        .where(
            CalendarFeed.token_hash == token_hash(token),
            CalendarFeed.revoked_at.is_(None),
            Person.suspended_at.is_(None),
        )
    )
    return actor_of(session, person) if person else None


def own_feeds(session: DbSession, reader: Actor) -> list[CalendarFeed]:
    """The reader's live addresses, the newest first."""
    statement = select(CalendarFeed).where(
        CalendarFeed.person_id == reader.person_id, CalendarFeed.revoked_at.is_(None)
    )
    return list(session.scalars(statement.order_by(CalendarFeed.id.desc())))


def events_for_feed(session: DbSession, reader: Actor) -> list[tuple[Event, list[EventChange]]]:
    """Announced events for the reader with a date from a year ago to two years ahead; cancelled ones for 30 days."""
    now = utcnow()
    in_window = exists().where(
        Occurrence.event_id == Event.id, Occurrence.ends_at >= now - BACK, Occurrence.starts_at <= now + AHEAD
    )
    statement = (
        select(Event)
        .where(audience_visible(Event.audience, reader), in_window, _announced(now))
        .order_by(Event.first_day, Event.id)
        .limit(FEED_LIMIT)
    )
    events = list(session.scalars(statement))
    changes: dict[int, list[EventChange]] = defaultdict(list)
    repeated = [event.id for event in events if event.rule_text]
    if repeated:
        for change in session.scalars(select(EventChange).where(EventChange.event_id.in_(repeated))):
            changes[change.event_id].append(change)
    return [(event, sorted(changes[event.id], key=lambda change: change.day)) for event in events]


def changes_of(session: DbSession, event_id: int) -> list[EventChange]:
    return list(session.scalars(select(EventChange).where(EventChange.event_id == event_id).order_by(EventChange.day)))


def last_forgotten(session: DbSession) -> datetime | None:
    """When the latest of the cancelled events that are no longer kept left the calendars."""
    cancelled_at = session.scalar(
        select(Event.cancelled_at)
        .where(Event.status == EventStatus.CANCELLED.value, Event.cancelled_at < utcnow() - CANCELLED_KEPT)
        .order_by(Event.cancelled_at.desc())
        .limit(1)
    )
    return cancelled_at + CANCELLED_KEPT if cancelled_at else None


def _announced(now: datetime) -> ColumnElement[bool]:
    recently_cancelled = (Event.status == EventStatus.CANCELLED.value) & (Event.cancelled_at >= now - CANCELLED_KEPT)
    return or_(Event.status == EventStatus.PUBLISHED.value, recently_cancelled)
