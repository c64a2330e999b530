"""When digests are due. Pure: wall time in the reader's zone is the truth, the moment in UTC is derived from it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from hub.core import clock
from hub.services.notifications.choices import Frequency


class Slot(NamedTuple):
    """The day a digest is due on in the reader's zone, and the moment that is."""

    day: date
    moment: datetime


def latest_slot(now: datetime, zone_name: str, frequency: Frequency, hour: int, weekday: int) -> Slot:
    """The last slot that has begun: today's or yesterday's for a daily digest, this or last week's for a weekly one. An
    hour that a change of the clock skips begins when the clock has passed it."""
    there = clock.local(now, zone_name)
    day = there.date()
    if frequency is Frequency.WEEKLY:
        day -= timedelta(days=(day.weekday() - weekday) % 7)
    moment = _moment(day, hour, zone_name)
    if moment > now:
        day -= timedelta(days=7 if frequency is Frequency.WEEKLY else 1)
        moment = _moment(day, hour, zone_name)
    return Slot(day, moment)


def _moment(day: date, hour: int, zone_name: str) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.zone(zone_name)).astimezone(UTC)
