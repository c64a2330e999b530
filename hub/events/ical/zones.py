"""Which shape of time every client reads rightly.

Morocco's permanent UTC+0 begins on 2026-09-20; many clients still carry older rules, and several read only the first
change of a long VTIMEZONE. So from that day on an event names Africa/Casablanca with a VTIMEZONE of one STANDARD block
at +0000, and everything else is written in UTC.
"""

from datetime import date, time
from functools import cache

from icalendar import Timezone

from hub.core.clock import CASABLANCA_NAME
from hub.events.schedule import Schedule, instant

PERMANENT_UTC_FROM = date(2026, 9, 20)
BLOCK_FROM = date(2026, 10, 1)


def is_named(schedule: Schedule) -> bool:
    """True when the times are written with TZID; False when they are written in UTC. All-day things need neither."""
    if schedule.zone != CASABLANCA_NAME or schedule.start_time is None:
        return False
    return schedule.starts_at >= instant(PERMANENT_UTC_FROM, time(2), CASABLANCA_NAME)


def may_repeat_as_rule(schedule: Schedule) -> bool:
    """Whether RRULE gives the right instants: dates always do, hours only in the permanent zone."""
    return schedule.all_day or is_named(schedule)


@cache
def casablanca_block() -> Timezone:
    return Timezone.from_tzid(CASABLANCA_NAME, first_date=BLOCK_FROM)
