"""Wall time and zone to instants: Morocco's changes and the two strange hours of every zone that changes."""

from datetime import UTC, date, datetime, time

import pytest

from hub.events.schedule import WallClock, wall_clock
from tests.factories.events import schedule


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2025, 2, 20), 9),
        (date(2025, 3, 10), 10),  # Ramadan 2025: Morocco was back at UTC+0
        (date(2025, 4, 10), 9),
        (date(2026, 9, 19), 9),
        (date(2026, 9, 20), 10),  # permanent UTC+0 since that day
        (date(2027, 7, 1), 10),
    ],
)
def test_ten_in_casablanca(day: date, hour_in_utc: int) -> None:
    starts = schedule(day).starts_at
    assert starts == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)


def test_the_offset_printed_is_that_of_the_day() -> None:
    assert schedule(date(2026, 7, 1)).offset == "UTC+1"
    assert schedule(date(2026, 12, 1)).offset == "UTC+0"


def test_a_whole_day_lasts_until_the_next_midnight() -> None:
    two_days = schedule(date(2026, 12, 1), date(2026, 12, 2), start=None)
    assert (two_days.days, two_days.all_day) == (2, True)
    assert (two_days.ends_at - two_days.starts_at).total_seconds() == 48 * 3600


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        (date(2025, 4, 6), time(2, 30), "Africa/Casablanca", WallClock.SKIPPED),
        (date(2026, 9, 20), time(1, 30), "Africa/Casablanca", WallClock.TWICE),
        (date(2026, 9, 20), time(2, 30), "Africa/Casablanca", WallClock.PLAIN),
        (date(2027, 3, 28), time(2, 30), "Europe/Paris", WallClock.SKIPPED),
        (date(2026, 10, 25), time(2, 30), "Europe/Paris", WallClock.TWICE),
        (date(2026, 10, 25), time(3, 0), "Europe/Paris", WallClock.PLAIN),
    ],
)
def test_strange_hours(day: date, at: time, zone: str, expected: WallClock) -> None:
    assert wall_clock(day, at, zone) is expected
