"""When a digest is due, in the reader's zone."""

from datetime import UTC, date, datetime

import pytest

from hub.services.notifications.choices import Frequency
from hub.services.notifications.slots import latest_slot

MOROCCO, DAILY, WEEKLY = "Africa/Casablanca", Frequency.DAILY, Frequency.WEEKLY


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# now, zone, frequency, hour, weekday → day, moment
TABLE = [
    # Morocco is UTC+0 since 2026-09-20 and was UTC+1 before
    ("2026-11-24 07:00", MOROCCO, DAILY, 7, 0, date(2026, 11, 24), "2026-11-24 07:00"),
    ("2026-11-24 06:59", MOROCCO, DAILY, 7, 0, date(2026, 11, 23), "2026-11-23 07:00"),
    ("2026-09-19 06:00", MOROCCO, DAILY, 7, 0, date(2026, 9, 19), "2026-09-19 06:00"),
    ("2026-09-21 06:30", MOROCCO, DAILY, 7, 0, date(2026, 9, 20), "2026-09-20 07:00"),
    # a Tuesday: the Monday before, and the Wednesday of the week before
    ("2026-11-24 12:00", MOROCCO, WEEKLY, 7, 0, date(2026, 11, 23), "2026-11-23 07:00"),
    ("2026-11-24 12:00", MOROCCO, WEEKLY, 7, 2, date(2026, 11, 18), "2026-11-18 07:00"),
    ("2026-11-24 12:00", MOROCCO, WEEKLY, 13, 1, date(2026, 11, 17), "2026-11-17 13:00"),
    # where the day is another one already
    ("2026-11-24 22:00", "Pacific/Auckland", DAILY, 7, 0, date(2026, 11, 25), "2026-11-24 18:00"),
    ("2026-11-24 01:30", "Asia/Kathmandu", DAILY, 7, 0, date(2026, 11, 24), "2026-11-24 01:15"),
    # the night in which Paris skips 02:00 to 03:00
    ("2026-03-29 00:30", "Europe/Paris", DAILY, 2, 0, date(2026, 3, 28), "2026-03-28 01:00"),
    ("2026-03-29 01:30", "Europe/Paris", DAILY, 2, 0, date(2026, 3, 29), "2026-03-29 01:00"),
]


@pytest.mark.parametrize(("now", "zone", "frequency", "hour", "weekday", "day", "moment"), TABLE)
def test_the_latest_slot(
    now: str, zone: str, frequency: Frequency, hour: int, weekday: int, day: date, moment: str
) -> None:
    assert latest_slot(at(now), zone, frequency, hour, weekday) == (day, at(moment))
