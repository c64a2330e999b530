"""Instants again from wall time and zone, after zone rules have changed."""

from sqlalchemy import select

from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.events.actions.marking import mark_calendars
from hub.events.models import Event, Occurrence
from hub.events.schedule import Schedule

BATCH = 500


def recompute_instants() -> int:
    """How many occurrences moved. Wall times stay as they were written; run it after `tzdata` is updated."""
    moved = 0
    statement = select(Occurrence, Event.zone).join(Event, Event.id == Occurrence.event_id)
    for occurrence, zone in db.session.execute(statement.execution_options(yield_per=BATCH)):
        when = Schedule(occurrence.first_day, occurrence.last_day, occurrence.start_time, occurrence.end_time, zone)
        if (occurrence.starts_at, occurrence.ends_at) != (when.starts_at, when.ends_at):
            occurrence.starts_at, occurrence.ends_at = when.starts_at, when.ends_at
            moved += 1
    if moved:
        mark_calendars(utcnow())
    commit()
    return moved
