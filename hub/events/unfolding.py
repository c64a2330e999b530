"""From a schedule, its repetition and its changes to the times an event really happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hub.events.recurrence import Rule
from hub.events.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Happening:
    """`day`: the original day; `schedule`: when it takes place. `place` is "" unless this one differs."""

    day: date
    schedule: Schedule
    place: str = ""
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A change of one day: another schedule, or none (left out)."""

    day: date
    schedule: Schedule | None
    place: str = ""


def unfold(schedule: Schedule, rule: Rule | None, changes: Iterable[Moved] = ()) -> list[Happening]:
    """In the order of original days. Changes of days that the rule does not reach are ignored."""
    changed = {change.day: change for change in changes}
    days = rule.days_from(schedule.first_day) if rule else (schedule.first_day,)
    found = []
    for day in days:
        change = changed.get(day) if rule else None
        if change is None:
            found.append(Happening(day, schedule.moved_to(day)))
        elif change.schedule is not None:
            found.append(Happening(day, change.schedule, change.place, is_moved=True))
    return found
