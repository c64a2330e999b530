"""Reminders: the day before, once, to those with a seat."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from hub.core import clock
from hub.core.db import db
from hub.core.locale import speaking
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.changing import leave_out, move_occurrence
from hub.events.actions.registering import register
from hub.events.notifications import REMINDER
from hub.events.recurrence import Frequency, Rule
from hub.events.reminding import remind
from hub.network.demo import DemoPeople
from hub.services.notifications import Notification
from tests.factories import events

Day = Callable[[datetime], list[int]]
STARTS = datetime(2027, 3, 9, 10, tzinfo=UTC)


@pytest.fixture
def hourly(people: DemoPeople) -> Callable[[datetime], list[int]]:
    """Run the job at a moment; everybody reminded so far."""

    def running(moment: datetime) -> list[int]:
        with clock.frozen(moment):
            remind(db.session, {})
            db.session.commit()
        told = select(Notification.person_id).where(Notification.kind == REMINDER.name).order_by(Notification.person_id)
        return list(db.session.scalars(told))

    return running


def test_those_with_a_seat_are_reminded_once(people: DemoPeople, hourly: Day) -> None:
    meeting = events.event(people["organiser"], takes_registrations=True, capacity=1)
    register(people["partner"], meeting.id)
    register(people["central"], meeting.id)
    assert hourly(STARTS - timedelta(hours=25)) == []
    partner = people["partner"].person_id
    assert hourly(STARTS - timedelta(hours=23, minutes=30)) == [partner], "who waits is not"
    assert hourly(STARTS - timedelta(hours=5)) == [partner]
    kept = db.session.scalars(select(Notification).where(Notification.kind == REMINDER.name)).one()
    with speaking("en"):
        said = REMINDER.sentence({**kept.data, "title": "It"})
    assert said == "It begins on 9 March 2027, 10:00, UTC+0"


def test_an_hour_that_was_missed_is_caught_up(people: DemoPeople, hourly: Day) -> None:
    meeting = events.event(people["organiser"], takes_registrations=True)
    register(people["partner"], meeting.id)
    assert hourly(STARTS - timedelta(hours=2)) == [people["partner"].person_id]


def test_nobody_is_reminded_of_what_is_cancelled_or_over_or_just_chosen(people: DemoPeople, hourly: Day) -> None:
    off = events.event(people["organiser"], takes_registrations=True)
    register(people["partner"], off.id)
    cancel_event(people["organiser"], off.id, "Reporté.")
    late = events.event(people["organiser"], takes_registrations=True)
    with clock.frozen(STARTS - timedelta(hours=3)):
        register(people["partner"], late.id)
    assert hourly(STARTS - timedelta(hours=2)) == []
    assert hourly(STARTS + timedelta(minutes=1)) == []


def test_a_whole_day_is_named_without_an_hour(people: DemoPeople, hourly: Day) -> None:
    meeting = events.event(
        people["organiser"], takes_registrations=True, schedule=events.schedule(date(2027, 3, 9), start=None)
    )
    register(people["partner"], meeting.id)
    assert hourly(STARTS - timedelta(hours=20)) == [people["partner"].person_id]
    kept = db.session.scalars(select(Notification).where(Notification.kind == REMINDER.name)).one()
    with speaking("en"):
        assert REMINDER.sentence({**kept.data, "title": "It"}) == "It begins on Tuesday, 9 March 2027"


def test_a_date_that_moved_is_reminded_of_on_its_new_day(people: DemoPeople, hourly: Day) -> None:
    """Also who was reminded of the day before it moved; never of a date left out."""
    rule = Rule(Frequency.WEEKLY, weekdays=(1,), count=3)
    series = events.event(
        people["organiser"],
        takes_registrations=True,
        rule=rule,
        schedule=events.schedule(date(2027, 3, 9), start=None),
    )
    register(people["partner"], series.id)
    first = datetime(2027, 3, 9, tzinfo=UTC)
    assert len(hourly(first - timedelta(hours=20))) == 1
    with clock.frozen(first - timedelta(hours=10)):
        move_occurrence(
            people["organiser"], series.id, date(2027, 3, 9), events.schedule(date(2027, 3, 11), start=None)
        )
        leave_out(people["organiser"], series.id, date(2027, 3, 16))
    assert len(hourly(datetime(2027, 3, 10, 12, tzinfo=UTC))) == 2
    assert len(hourly(datetime(2027, 3, 15, 12, tzinfo=UTC))) == 2
    days = db.session.scalars(select(Notification.data).where(Notification.kind == REMINDER.name))
    assert [told["day"] for told in days] == ["2027-03-09", "2027-03-11"]
