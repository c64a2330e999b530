"""What every change of an event leaves behind: its times unfolded again, calendars known to be out of date."""

from datetime import datetime

from sqlalchemy import select

from hub.core.clock import utcnow
from hub.core.db import db
from hub.core.registry import Ref
from hub.decisions import actions as decisions
from hub.decisions.source import SourceFacts
from hub.events.models import CalendarState, Event, EventChange, Occurrence
from hub.events.schedule import Schedule
from hub.events.unfolding import Moved, unfold


def changed_schedule(change: EventChange, zone: str) -> Moved:
    """A stored change as unfolding knows it."""
    if change.first_day is None or change.last_day is None:
        return Moved(change.day, None)
    schedule = Schedule(change.first_day, change.last_day, change.start_time, change.end_time, zone)
    return Moved(change.day, schedule, change.place)


def unfold_again(event: Event) -> None:
    """Bring the occurrences in line with schedule, repetition and changes. Rows that stay keep their id."""
    schedule = event.schedule
    changes = [changed_schedule(change, event.zone) for change in event.changes]
    happenings = unfold(schedule, event.rule, changes) if schedule else []
    known = {occurrence.day: occurrence for occurrence in event.occurrences}
    kept = []
    for happening in happenings:
        occurrence = known.get(happening.day) or Occurrence(day=happening.day)
        when = happening.schedule
        occurrence.first_day, occurrence.last_day = when.first_day, when.last_day
        occurrence.start_time, occurrence.end_time = when.start_time, when.end_time
        occurrence.starts_at, occurrence.ends_at = when.starts_at, when.ends_at
        occurrence.place, occurrence.is_moved = happening.place, happening.is_moved
        kept.append(occurrence)
    event.occurrences = kept


def mark_calendars(now: datetime | None = None) -> None:
    """Built calendars are out of date from here on."""
    state = db.session.scalar(select(CalendarState).where(CalendarState.id == 1).with_for_update())
    if state is None:
        state = CalendarState(id=1, version=0)
        db.session.add(state)
    state.version += 1
    state.changed_at = now or utcnow()


def mark_changed(event: Event, *, reschedules: bool) -> None:
    """`reschedules`: time, repetition, place or status changed (RFC 5545 section 3.8.7.4)."""
    event.version += 1
    event.sequence += int(reschedules)
    event.updated_at = utcnow()
    mark_calendars(event.updated_at)
    if (facts := source_facts(event)) is not None:
        decisions.keep_source_current(facts)


def source_facts(event: Event) -> SourceFacts | None:
    """The event as the register of decisions knows it; None while its date is not known."""
    if event.first_day is None:
        return None
    series = f"event_series:{event.series_id}" if event.series_id else ""
    return SourceFacts(Ref("event", event.id), event.title, event.first_day, event.audience, series)
