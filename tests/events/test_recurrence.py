"""Repetition on dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.events.recurrence import LAST, MAX_OCCURRENCES, Frequency, Rule, UnreadableRule
from hub.events.unfolding import Moved, unfold
from tests.factories.events import schedule

TUESDAY = date(2027, 3, 9)


def test_every_second_week_on_two_days() -> None:
    rule = Rule(Frequency.WEEKLY, 2, (1, 3), count=4)
    assert rule.days_from(TUESDAY) == (TUESDAY, date(2027, 3, 11), date(2027, 3, 23), date(2027, 3, 25))


def test_second_tuesday_and_last_tuesday_of_the_month() -> None:
    second = Rule(Frequency.MONTHLY, weekdays=(1,), position=2, until=date(2027, 5, 31))
    assert second.days_from(TUESDAY) == (TUESDAY, date(2027, 4, 13), date(2027, 5, 11))
    last = Rule(Frequency.MONTHLY, weekdays=(1,), position=LAST, count=3)
    assert last.days_from(date(2027, 3, 30)) == (date(2027, 3, 30), date(2027, 4, 27), date(2027, 5, 25))


def test_the_31st_leaves_out_short_months() -> None:
    rule = Rule(Frequency.MONTHLY, count=3)
    assert rule.days_from(date(2027, 1, 31)) == (date(2027, 1, 31), date(2027, 3, 31), date(2027, 5, 31))


def test_an_endless_rule_is_bounded() -> None:
    assert len(Rule(Frequency.DAILY).days_from(TUESDAY)) == MAX_OCCURRENCES + 1
    assert Rule(Frequency.MONTHLY).days_from(TUESDAY)[-1] <= TUESDAY + timedelta(days=5 * 366)


@given(
    st.builds(
        Rule,
        frequency=st.just(Frequency.WEEKLY),
        interval=st.integers(1, 8),
        weekdays=st.lists(st.integers(0, 6), unique=True, min_size=1).map(lambda days: tuple(sorted(days))),
        until=st.one_of(st.none(), st.dates(date(2027, 1, 1), date(2031, 1, 1))),
        count=st.just(None),
    )
)
def test_a_rule_is_read_as_it_was_written(rule: Rule) -> None:
    assert Rule.parse(str(rule)) == rule


@pytest.mark.parametrize("text", ["", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;COUNT=many"])
def test_what_is_not_of_the_subset_is_refused(text: str) -> None:
    with pytest.raises(UnreadableRule):
        Rule.parse(text)


def test_unfolding_leaves_out_and_moves() -> None:
    usual = schedule(TUESDAY)
    rule = Rule(Frequency.WEEKLY, weekdays=(1,), count=4)
    elsewhere = schedule(date(2027, 3, 24), start="15:00", end="16:00")
    changes = [
        Moved(date(2027, 3, 16), None),
        Moved(date(2027, 3, 23), elsewhere, "Nador"),
        Moved(date(2030, 1, 1), None),
    ]
    found = unfold(usual, rule, changes)
    assert [one.day for one in found] == [TUESDAY, date(2027, 3, 23), date(2027, 3, 30)]
    assert (found[1].schedule, found[1].place, found[1].is_moved) == (elsewhere, "Nador", True)
    assert found[2].schedule == usual.moved_to(date(2027, 3, 30))
