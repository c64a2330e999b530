"""Time: Morocco's zone rules and the offset as printed."""

from datetime import UTC, datetime

import pytest

from hub.core import clock


@pytest.mark.parametrize(
    ("moment", "wall", "offset"),
    [
        (datetime(2026, 7, 1, 12, tzinfo=UTC), "13:00", "UTC+1"),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), "12:00", "UTC+0"),
        (datetime(2025, 3, 10, 12, tzinfo=UTC), "12:00", "UTC+0"),  # Ramadan 1446
    ],
)
def test_casablanca_follows_the_rules_of_2026c(moment: datetime, wall: str, offset: str) -> None:
    there = clock.local(moment)
    assert f"{there:%H:%M}" == wall
    assert clock.utc_offset(there) == offset


def test_offset_of_half_hours() -> None:
    assert clock.utc_offset(clock.local(datetime(2026, 1, 1, tzinfo=UTC), "Asia/Kolkata")) == "UTC+5:30"


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(clock.UnknownZone):
        clock.zone("Africa/../../etc/passwd")
