"""Changing one date of a repeated event: leave it out, move it, put it back."""

from datetime import date

from hub.core.access import Actor
from hub.core.db import commit
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.events.actions.finding import editable_event
from hub.events.actions.marking import mark_changed, unfold_again
from hub.events.draft import schedule_problems
from hub.events.models import Event, EventChange
from hub.events.notifications import tell_moved
from hub.events.schedule import Schedule


def leave_out(actor: Actor, event_id: int, day: date) -> Event:
    """The event does not take place on one of its days (EXDATE)."""
    event = _repeated(actor, event_id, day)
    _replace(event, EventChange(day=day))
    return _done(actor, event)


def move_occurrence(actor: Actor, event_id: int, day: date, schedule: Schedule, place: str = "") -> Event:
    """One of its days takes place at another time or place (RECURRENCE-ID)."""
    event = _repeated(actor, event_id, day)
    messages = schedule_problems(schedule)
    if schedule.all_day != (event.start_time is None):
        messages["start_time"] = gettext("Give hours when the event has hours, and none when it lasts whole days.")
    if messages:
        raise Invalid(messages)
    _replace(
        event,
        EventChange(
            day=day,
            first_day=schedule.first_day,
            last_day=schedule.last_day,
            start_time=schedule.start_time,
            end_time=schedule.end_time,
            place=place.strip()[:300],
        ),
    )
    return _done(actor, event)


def restore_occurrence(actor: Actor, event_id: int, day: date) -> Event:
    """The day takes place as the repetition says."""
    event = _repeated(actor, event_id, day)
    event.changes = [change for change in event.changes if change.day != day]
    return _done(actor, event)


def _repeated(actor: Actor, event_id: int, day: date) -> Event:
    event = editable_event(actor, event_id)
    schedule, rule = event.schedule, event.rule
    if schedule is None or rule is None or day not in rule.days_from(schedule.first_day):
        raise NotFound(f"event {event_id} on {day}")
    return event


def _replace(event: Event, change: EventChange) -> None:
    for known in event.changes:
        if known.day == change.day:
            for name in ("first_day", "last_day", "start_time", "end_time", "place"):
                setattr(known, name, getattr(change, name) if name != "place" else change.place or "")
            return
    event.changes.append(change)


def _done(actor: Actor, event: Event) -> Event:
    unfold_again(event)
    mark_changed(event, reschedules=True)
    tell_moved(event, actor)
    commit()
    return event
