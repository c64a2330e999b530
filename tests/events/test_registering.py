"""Seats, waiting list, withdrawal, and two people at once for the last seat."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from hub.core.access import VISITOR, Actor
from hub.core.clock import frozen, utcnow
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.registering import register, withdraw
from hub.events.actions.saving import edit_event
from hub.events.models import Event, Registration
from hub.events.queries.page import event_view, waiting_rank
from hub.network.demo import DemoPeople, demo_people
from hub.services.notifications import Notification
from tests.factories import events as make

WHO = ("focal.oriental", "focal.tanger", "focal.souss-massa", "member.oriental", "partner", "central", "admin")


@pytest.fixture
def clinic(people: DemoPeople) -> Event:
    return make.event(people["organiser"], takes_registrations=True, capacity=2)


def status_of(event: Event, actor: Actor) -> str:
    return db.session.query(Registration.status).filter_by(event_id=event.id, person_id=actor.person_id).scalar()


def rank_of(event: Event, actor: Actor) -> int:
    return waiting_rank(db.session, event_view(db.session, actor, event.id))


def test_when_seats_are_taken_people_wait_in_order(people: DemoPeople, clinic: Event) -> None:
    found = [register(people[who], clinic.id).status for who in WHO[:4]]
    assert found == ["registered", "registered", "waiting", "waiting"]
    assert (clinic.registered_count, clinic.waiting_count) == (2, 2)
    assert [rank_of(clinic, people[who]) for who in WHO[2:4]] == [1, 2]


def test_asking_twice_changes_nothing(people: DemoPeople, clinic: Event) -> None:
    assert register(people["partner"], clinic.id).id == register(people["partner"], clinic.id).id
    assert clinic.registered_count == 1


def test_a_seat_given_back_goes_to_the_first_who_waits_and_is_told(people: DemoPeople, clinic: Event) -> None:
    for who in WHO[:4]:
        register(people[who], clinic.id)
    promoted = withdraw(people[WHO[0]], clinic.id)
    assert [one.person_id for one in promoted] == [people[WHO[2]].person_id]
    assert (clinic.registered_count, clinic.waiting_count) == (2, 1)
    assert rank_of(clinic, people[WHO[3]]) == 1
    told = db.session.query(Notification).filter_by(kind="events.seat").all()
    assert [one.person_id for one in told] == [people[WHO[2]].person_id]


def test_who_withdrew_and_comes_back_waits_at_the_end(people: DemoPeople, clinic: Event) -> None:
    for who in WHO[:3]:
        register(people[who], clinic.id)
    withdraw(people[WHO[0]], clinic.id)
    assert register(people[WHO[0]], clinic.id).status == "waiting"
    withdraw(people[WHO[0]], clinic.id)
    assert (clinic.registered_count, clinic.waiting_count) == (2, 0)
    assert withdraw(people[WHO[0]], clinic.id) == []


def test_more_seats_call_those_who_wait(people: DemoPeople, clinic: Event) -> None:
    for who in WHO[:5]:
        register(people[who], clinic.id)
    edit_event(people["organiser"], clinic.id, make.draft(takes_registrations=True, capacity=4), version=1)
    assert [status_of(clinic, people[who]) for who in WHO[:5]] == ["registered"] * 4 + ["waiting"]
    assert (clinic.registered_count, clinic.waiting_count) == (4, 1)


def test_registration_has_its_time(people: DemoPeople) -> None:
    opens = utcnow() + timedelta(days=1)
    event = make.event(
        people["organiser"], takes_registrations=True, opens_at=opens, closes_at=opens + timedelta(days=2)
    )
    for moment in (utcnow(), opens + timedelta(days=2), opens + timedelta(days=4000)):
        with frozen(moment), pytest.raises(Invalid):
            register(people["partner"], event.id)
    with frozen(opens):
        assert register(people["partner"], event.id).status == "registered"


def test_no_seat_is_given_after_the_event_nor_when_it_is_cancelled(people: DemoPeople, clinic: Event) -> None:
    for who in WHO[:4]:
        register(people[who], clinic.id)
    with frozen(clinic.occurrences[0].ends_at):
        assert withdraw(people[WHO[0]], clinic.id) == []
    cancel_event(people["organiser"], clinic.id, "Reporté")
    assert withdraw(people[WHO[1]], clinic.id) == []
    with pytest.raises(Invalid):
        register(people["central"], clinic.id)


def test_hidden_events_and_visitors(people: DemoPeople, clinic: Event) -> None:
    hidden = make.event(
        people["focal.oriental"], regions=frozenset({"02"}), audience="region:02", takes_registrations=True
    )
    with pytest.raises(NotFound):
        register(people["focal.tanger"], hidden.id)
    with pytest.raises(Forbidden):
        register(VISITOR, clinic.id)


def test_the_last_seat_is_given_once(app: Flask) -> None:
    """Six people ask at the same moment for one seat."""
    with app.app_context():
        people = demo_people(db.session)
        event_id = make.event(people["organiser"], takes_registrations=True, capacity=1).id
    together = Barrier(6)

    def ask(who: str) -> str:
        with app.app_context():
            together.wait()
            status = register(people[who], event_id).status
            db.session.remove()
            return status

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(ask, WHO[:6]))
    assert sorted(found) == ["registered"] + ["waiting"] * 5
    with app.app_context():
        event = db.session.get_one(Event, event_id)
        assert (event.registered_count, event.waiting_count) == (1, 5)


def test_a_freed_seat_is_given_once(app: Flask) -> None:
    """Three of three give their seat back at once; three wait."""
    with app.app_context():
        people = demo_people(db.session)
        event_id = make.event(people["organiser"], takes_registrations=True, capacity=3).id
        for who in WHO[:6]:
            register(people[who], event_id)
        db.session.remove()
    together = Barrier(3)

    def leave(who: str) -> int:
        with app.app_context():
            together.wait()
            promoted = [one.person_id for one in withdraw(people[who], event_id)]
            db.session.remove()
            return len(promoted)

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(leave, WHO[:3])) == 3
    with app.app_context():
        event = db.session.get_one(Event, event_id)
        assert (event.registered_count, event.waiting_count) == (3, 0)
