"""What a draft may not be, told beside the field."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hub.core.multilingual import MultilingualText
from hub.events.draft import problems
from hub.events.recurrence import Frequency, Rule
from tests.factories.events import DAY, draft, schedule

BEFORE_THE_CHANGE = date(2026, 9, 8)


def test_a_sound_draft_has_no_problem() -> None:
    assert problems(draft()) == {}
    assert problems(draft(schedule=None, date_note="Printemps 2019")) == {}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"schedule": None}, "first_day"),
        ({"title": MultilingualText(ar="عنوان")}, "title"),
        ({"title": MultilingualText(fr="x" * 201)}, "title"),
        ({"kind": "party"}, "kind"),
        ({"format": "telepathic"}, "format"),
        ({"call_link": "javascript:alert(1)"}, "call_link"),
        ({"capacity": 0}, "capacity"),
        ({"description": "x" * 20_001}, "description"),
        ({"opens_at": datetime(2027, 2, 2, tzinfo=UTC), "closes_at": datetime(2027, 2, 1, tzinfo=UTC)}, "closes_at"),
        ({"schedule": schedule(zone="Mars/Olympus")}, "zone"),
        ({"schedule": schedule(DAY, date(2027, 3, 8))}, "last_day"),
        ({"schedule": schedule(DAY, date(2027, 5, 8))}, "last_day"),
        ({"schedule": schedule(end=None)}, "end_time"),
        ({"schedule": schedule(start="13:00", end="10:00")}, "end_time"),
        ({"schedule": schedule(start="13:00", end="13:00")}, "end_time"),
        ({"schedule": schedule(date(2027, 3, 28), start="02:30", zone="Europe/Paris")}, "start_time"),
        ({"schedule": schedule(date(2026, 10, 25), start="02:30", zone="Europe/Paris")}, "start_time"),
        ({"rule": Rule(Frequency.WEEKLY, weekdays=(1,))}, "until"),
        ({"rule": Rule(Frequency.WEEKLY, 0, (1,), count=3)}, "interval"),
        ({"rule": Rule(Frequency.DAILY, count=401)}, "count"),
        ({"rule": Rule(Frequency.DAILY, until=date(2027, 3, 1))}, "until"),
        ({"rule": Rule(Frequency.WEEKLY, weekdays=(1,), until=date(2040, 1, 1))}, "until"),
        ({"rule": Rule(Frequency.DAILY, until=date(2029, 3, 1))}, "until"),
        ({"rule": Rule(Frequency.WEEKLY, weekdays=(2,), count=3)}, "weekdays"),
        ({"rule": Rule(Frequency.MONTHLY, weekdays=(1,), position=-1, count=3)}, "repeat"),
        (
            {"schedule": schedule(BEFORE_THE_CHANGE), "rule": Rule(Frequency.WEEKLY, weekdays=(1,), count=4)},
            "until",
        ),
    ],
)
def test_each_problem_stands_beside_its_field(values: dict[str, Any], field: str) -> None:
    found = problems(draft(**values))
    assert list(found) == [field]
    assert found[field]


def test_whole_days_may_repeat_across_the_change_of_hour() -> None:
    whole = schedule(BEFORE_THE_CHANGE, start=None)
    assert problems(draft(schedule=whole, rule=Rule(Frequency.WEEKLY, weekdays=(1,), count=4))) == {}
