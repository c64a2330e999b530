"""The month's grid."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from hub.events.month import Month, by_day


@dataclass(frozen=True)
class Span:
    first_day: date
    last_day: date


@pytest.mark.parametrize(("text", "weeks"), [("2026-11", 6), ("2027-02", 4), ("2026-12", 5), ("2024-02", 5)])
def test_weeks_begin_on_monday_and_cover_the_month(text: str, weeks: int) -> None:
    month = Month.parse(text)
    assert month is not None
    days = [day for week in month.weeks for day in week]
    assert len(month.weeks) == weeks
    assert days[0] == month.grid_first_day
    assert days[-1] == month.grid_last_day
    assert days[0].weekday() == 0
    assert days[0] <= month.first_day <= month.last_day <= days[-1]
    assert all(after - before == timedelta(days=1) for before, after in itertools.pairwise(days))


def test_neighbours_cross_the_year_and_stop_at_the_ends() -> None:
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2027, 1).previous == Month(2026, 12)
    assert Month(1990, 1).previous is None
    assert Month(2100, 12).next is None


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "1989-12", "2026", "x-y", "", "2026-1-1", "٢٠٢٦-11", "99999-01"]
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert Month.parse(text) is None


def test_a_long_event_stands_on_each_of_its_days_within_the_grid() -> None:
    long = Span(date(2026, 11, 29), date(2026, 12, 2))
    short = Span(date(2026, 12, 1), date(2026, 12, 1))
    days = by_day([long, short], date(2026, 12, 1), date(2026, 12, 31))
    assert days == {date(2026, 12, 1): [long, short], date(2026, 12, 2): [long]}
