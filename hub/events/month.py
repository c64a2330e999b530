"""The arithmetic of a month's grid: weeks begin on Monday, days of the neighbouring months fill the edges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

FIRST_YEAR = 1990
LAST_YEAR = 2100


class Spans(Protocol):
    """Anything from one day to another, both inside."""

    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...


S = TypeVar("S", bound=Spans)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month | None":
        """From `2026-11`; None when it is not a month from FIRST_YEAR to LAST_YEAR."""
        year, _, number = text.partition("-")
        if not (year.isascii() and number.isascii() and year.isdigit() and number.isdigit()):
            return None
        month = cls(int(year), int(number))
        return month if FIRST_YEAR <= month.year <= LAST_YEAR and 1 <= month.number <= 12 else None

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year + self.number // 12, self.number % 12 + 1, 1) - timedelta(days=1)

    @property
    def previous(self) -> "Month | None":
        return _within(Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1))

    @property
    def next(self) -> "Month | None":
        return _within(Month(self.year + self.number // 12, self.number % 12 + 1))

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """4 to 6 weeks of 7 days, Monday first."""
        start = self.first_day - timedelta(days=self.first_day.weekday())
        count = (self.last_day - start).days // 7 + 1
        return tuple(tuple(start + timedelta(days=7 * week + day) for day in range(7)) for week in range(count))

    @property
    def grid_first_day(self) -> date:
        return self.first_day - timedelta(days=self.first_day.weekday())

    @property
    def grid_last_day(self) -> date:
        return self.last_day + timedelta(days=6 - self.last_day.weekday())


def _within(month: Month) -> Month | None:
    return month if FIRST_YEAR <= month.year <= LAST_YEAR else None


def by_day(entries: Iterable[S], first: date, last: date) -> Mapping[date, list[S]]:
    """Entries of each day between two days, in the order given; a long one appears on each of its days."""
    days: dict[date, list[S]] = {}
    for entry in entries:
        day = max(entry.first_day, first)
        end = min(entry.last_day, last)
        while day <= end:
            days.setdefault(day, []).append(entry)
            day += timedelta(days=1)
    return days
