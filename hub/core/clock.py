"""The hub's only source of time.

Morocco left UTC+1 (with its Ramadan pause) for permanent UTC+00 on 2026-09-20 (IANA tzdata 2026c). Operating systems
lag behind, and `zoneinfo` reads their files before the `tzdata` package: so the search path is emptied here, before any
zone is made, and `check_zone_rules` refuses to start on older rules.
"""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

zoneinfo.reset_tzpath(to=[])

CASABLANCA_NAME = "Africa/Casablanca"
CASABLANCA = ZoneInfo(CASABLANCA_NAME)

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


class OutdatedZoneRules(RuntimeError):
    """The installed tzdata does not know Morocco's change of 2026-09-20."""


class UnknownZone(ValueError):
    """Not an IANA zone name."""


def utcnow() -> datetime:
    """Now, aware, in UTC, to the microsecond."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment: for tests and for loading data relative to a day."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


@cache
def zone(name: str) -> ZoneInfo:
    """An IANA zone by name. Raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(name) from error


def local(moment: datetime, zone_name: str = CASABLANCA_NAME) -> datetime:
    """An aware moment as wall time in a zone."""
    return moment.astimezone(zone(zone_name))


def today(zone_name: str = CASABLANCA_NAME) -> date:
    return local(utcnow(), zone_name).date()


def utc_offset(moment: datetime) -> str:
    """`UTC+0`, `UTC+1`, `UTC+5:30`: the offset of an aware wall time, as printed beside it."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def check_zone_rules() -> None:
    """Raises OutdatedZoneRules unless Casablanca is UTC+1 on 2026-07-01 and UTC+0 on 2026-11-23."""
    for noon, hours in (
        (datetime(2026, 7, 1, 12, tzinfo=CASABLANCA), 1),
        (datetime(2026, 11, 23, 12, tzinfo=CASABLANCA), 0),
    ):
        if noon.utcoffset() != timedelta(hours=hours):
            raise OutdatedZoneRules(f"tzdata is older than 2026c: {CASABLANCA_NAME} is wrong on {noon:%Y-%m-%d}.")
