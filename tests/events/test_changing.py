"""One date of a repeated event: left out, moved, put back."""

from datetime import date

import pytest

from hub.core.errors import Invalid, NotFound
from hub.events.actions.changing import leave_out, move_occurrence, restore_occurrence
from hub.events.models import Event
from hub.events.recurrence import Frequency, Rule
from hub.network.demo import DemoPeople
from tests.factories import events as make

SECOND, THIRD = date(2027, 3, 16), date(2027, 3, 23)


@pytest.fixture
def clinic(people: DemoPeople) -> Event:
    return make.event(people["organiser"], rule=Rule(Frequency.WEEKLY, weekdays=(1,), count=3))


def test_left_out_then_put_back(people: DemoPeople, clinic: Event) -> None:
    leave_out(people["organiser"], clinic.id, SECOND)
    assert [one.day for one in clinic.occurrences] == [make.DAY, THIRD]
    assert clinic.sequence == 1
    restore_occurrence(people["organiser"], clinic.id, SECOND)
    assert [one.day for one in sorted(clinic.occurrences, key=lambda one: one.day)] == [make.DAY, SECOND, THIRD]
    assert clinic.changes == []


def test_moved_keeps_its_original_day(people: DemoPeople, clinic: Event) -> None:
    other = make.schedule(date(2027, 3, 17), start="15:00", end="16:00")
    move_occurrence(people["organiser"], clinic.id, SECOND, other, "Nador")
    moved = next(one for one in clinic.occurrences if one.day == SECOND)
    assert (moved.first_day, moved.starts_at, moved.place, moved.is_moved) == (
        other.first_day, other.starts_at, "Nador", True,
    )  # fmt: skip
    leave_out(people["organiser"], clinic.id, SECOND)
    assert [one.day for one in clinic.occurrences] == [make.DAY, THIRD]


def test_a_day_outside_the_repetition_is_not_found(people: DemoPeople, clinic: Event) -> None:
    with pytest.raises(NotFound):
        leave_out(people["organiser"], clinic.id, date(2027, 3, 17))
    single = make.event(people["organiser"])
    with pytest.raises(NotFound):
        leave_out(people["organiser"], single.id, make.DAY)


def test_hours_may_not_become_whole_days(people: DemoPeople, clinic: Event) -> None:
    with pytest.raises(Invalid) as refused:
        move_occurrence(people["organiser"], clinic.id, SECOND, make.schedule(SECOND, start=None))
    assert list(refused.value.messages) == ["start_time"]
