"""Repetition on dates: the part of RFC 5545 section 3.3.10 that people ask for, and nothing endless."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from dateutil import rrule

MAX_OCCURRENCES = 400
MAX_SPAN = timedelta(days=5 * 366)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


_DATEUTIL: dict[Frequency, Literal[1, 2, 3]] = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
}


class UnreadableRule(ValueError):
    """Not a rule of our subset."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Either `until` (a date, inside) or `count` ends it.

    `weekdays`: 0 is Monday. Weekly: the days of the week. Monthly with `position` (1 to 4, or LAST): one weekday.
    Monthly without position: the day of the month of the first day; months without it are left out (RFC 5545).
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    position: int | None = None
    until: date | None = None
    count: int | None = None

    def __str__(self) -> str:
        """An RRULE value for a date; `ical` gives UNTIL the shape that its DTSTART asks for."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.weekdays:
            place = str(self.position or "")
            parts.append("BYDAY=" + ",".join(place + WEEKDAYS[day] for day in self.weekdays))
        return ";".join(parts)

    @classmethod
    def parse(cls, text: str) -> "Rule":
        """Raises UnreadableRule."""
        try:
            parts = dict(part.split("=", 1) for part in text.split(";"))
            days = [item for item in parts.get("BYDAY", "").split(",") if item]
            positions = {int(item[:-2]) for item in days if item[:-2]}
            return cls(
                frequency=Frequency(parts["FREQ"]),
                interval=int(parts.get("INTERVAL", "1")),
                weekdays=tuple(WEEKDAYS.index(item[-2:]) for item in days),
                position=positions.pop() if positions else None,
                until=date.fromisoformat(parts["UNTIL"][:8]) if "UNTIL" in parts else None,
                count=int(parts["COUNT"]) if "COUNT" in parts else None,
            )
        except (KeyError, ValueError) as error:
            raise UnreadableRule(text) from error

    def days_from(self, first_day: date) -> tuple[date, ...]:
        """Every day it falls on, in order, never past MAX_SPAN nor more than MAX_OCCURRENCES + 1 (so that a rule that
        is too long can be told from one that just fits)."""
        limit = first_day + MAX_SPAN
        until = min(self.until, limit) if self.until else limit
        found = rrule.rrule(
            _DATEUTIL[self.frequency],
            dtstart=datetime.combine(first_day, datetime.min.time()),
            interval=self.interval,
            byweekday=self._dateutil_weekdays(),
            until=datetime.combine(until, datetime.min.time()),
            wkst=rrule.MO,
        )
        most = min(self.count or MAX_OCCURRENCES + 1, MAX_OCCURRENCES + 1)
        return tuple(moment.date() for moment, _ in zip(found, range(most), strict=False))

    def _dateutil_weekdays(self) -> list[rrule.weekday] | None:
        if not self.weekdays:
            return None
        return [rrule.weekday(day, self.position) if self.position else rrule.weekday(day) for day in self.weekdays]

    @property
    def is_endless(self) -> bool:
        return self.until is None and self.count is None


def position_in_month(day: date) -> int:
    """1 to 5: which of its weekday in its month the day is."""
    return (day.day - 1) // 7 + 1


def is_last_in_month(day: date) -> bool:
    """Whether no later day of that month is the same weekday."""
    return (day + timedelta(days=7)).month != day.month
