"""What a guest's calendar program answers (iTIP, RFC 5546 sections 3.2.3, 3.2.6 and 3.2.7), read as plain values."""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress

LONGEST = 100_000
"""Characters. An answer names one event and one guest; it takes a few thousand."""


class UnreadableReply(ValueError):
    """Not an answer to one event."""


@dataclass(frozen=True, slots=True)
class CalendarObject:
    """`attendees`: address (lower-case) and PARTSTAT of each. `stamp`: DTSTAMP, aware. `is_of_one_date`: about one date of a
    repetition alone (RECURRENCE-ID)."""

    method: str
    uid: str
    sequence: int
    stamp: datetime
    attendees: tuple[tuple[str, str], ...]
    is_of_one_date: bool


def read_reply(text: str) -> CalendarObject:
    """Raises UnreadableReply."""
    if len(text) > LONGEST:
        raise UnreadableReply("too long")
    try:
        calendar = Calendar.from_ical(text)
        events = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
        if not events or len({str(one["UID"]) for one in events}) != 1:
            raise UnreadableReply("not about one event")
        whole = [one for one in events if "RECURRENCE-ID" not in one]
        event = (whole or events)[0]
        return CalendarObject(
            method=str(calendar.get("METHOD", "")).upper(),
            uid=str(event["UID"]),
            sequence=int(event.get("SEQUENCE", 0)),
            stamp=_moment(event.decoded("DTSTAMP")),
            attendees=tuple(_attendee(one) for one in _listed(event.get("ATTENDEE", []))),
            is_of_one_date=not whole,
        )
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise UnreadableReply(str(error)) from error


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _attendee(value: object) -> tuple[str, str]:
    address = str(value).strip().lower().removeprefix("mailto:")
    params = value.params if isinstance(value, vCalAddress) else {}
    return address, str(params.get("PARTSTAT", "NEEDS-ACTION")).upper()


def _moment(value: object) -> datetime:
    """RFC 5545 wants UTC; some programs leave the Z out."""
    if not isinstance(value, datetime):
        raise UnreadableReply("DTSTAMP is no moment")
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
