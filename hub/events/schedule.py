"""When something happens: wall time and an IANA zone are the truth, instants are derived from them.

An all-day thing has dates and no times; it is never turned into an instant except to sort it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from hub.core.clock import utc_offset, zone


class WallClock(StrEnum):
    """What a zone makes of a wall time (PEP 495)."""

    PLAIN = "plain"
    SKIPPED = "skipped"
    TWICE = "twice"


def wall_clock(day: date, at: time, zone_name: str) -> WallClock:
    """Whether that hour exists once, never (clocks went forward) or twice (clocks went back)."""
    first = datetime.combine(day, at, tzinfo=zone(zone_name))
    earlier, later = first.utcoffset(), first.replace(fold=1).utcoffset()
    if earlier == later or earlier is None or later is None:
        return WallClock.PLAIN
    return WallClock.TWICE if earlier > later else WallClock.SKIPPED


def instant(day: date, at: time, zone_name: str) -> datetime:
    """UTC. An hour that does not exist moves forward by the gap; one that happens twice is its first pass."""
    return datetime.combine(day, at, tzinfo=zone(zone_name)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`first_day` and `last_day` are both inside; times are both None for an all-day thing."""

    first_day: date
    last_day: date
    start_time: time | None
    end_time: time | None
    zone: str

    @property
    def all_day(self) -> bool:
        return self.start_time is None

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def starts_at(self) -> datetime:
        return instant(self.first_day, self.start_time or time(), self.zone)

    @property
    def ends_at(self) -> datetime:
        if self.end_time is None:
            return instant(self.last_day + timedelta(days=1), time(), self.zone)
        return instant(self.last_day, self.end_time, self.zone)

    @property
    def offset(self) -> str:
        """`UTC+0`: the zone's offset when it starts, printed beside the time."""
        return utc_offset(datetime.combine(self.first_day, self.start_time or time(), tzinfo=zone(self.zone)))

    def moved_to(self, day: date) -> "Schedule":
        """The same hours and length, beginning on another day."""
        return replace(self, first_day=day, last_day=day + (self.last_day - self.first_day))
