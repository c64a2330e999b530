"""What a calendar file says of an event, free of the database."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hub.events.recurrence import Rule
from hub.events.schedule import Schedule
from hub.events.unfolding import Moved


class Standing(StrEnum):
    """RFC 5545 section 3.8.1.11."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"
    TENTATIVE = "TENTATIVE"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """`changed_at`: aware; becomes DTSTAMP, so that bytes only change with the event. `uid` lasts for life."""

    uid: str
    sequence: int
    changed_at: datetime
    title: str
    language: str
    description: str
    address: str
    place: str
    call_link: str
    standing: Standing
    schedule: Schedule
    rule: Rule | None = None
    changes: tuple[Moved, ...] = ()
    categories: tuple[str, ...] = ()
