"""Numbers are given once, in order, even to two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from flask import Flask

from hub.core.access import VISITOR
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.decisions.actions import add_action, record_decision, revise_decision
from hub.decisions.models import Decision
from hub.network.demo import DemoPeople, demo_people
from hub.services.notifications import Notification
from tests.factories import decisions as make


def test_numbers_tell_year_meeting_and_rank(people: DemoPeople) -> None:
    central = people["central"]
    found = [
        make.decision(central, number=7).number,
        make.decision(central, number=7).number,
        make.decision(central, number=9).number,
        make.decision(central, number=9, held_on=date(2027, 2, 1)).number,
        make.decision(central, number=11, held_on=date(2027, 2, 1)).number,
    ]
    assert found == ["D-2026-01/01", "D-2026-01/02", "D-2026-02/01", "D-2026-02/02", "D-2027-01/01"]


def test_two_meetings_and_two_secretaries_at_once(app: Flask) -> None:
    with app.app_context():
        people = demo_people(db.session)
    together = Barrier(6)

    def record(number: int) -> str:
        with app.app_context():
            together.wait()
            written = make.decision(people["central"], number=number).number
            db.session.remove()
            return written

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(record, [1, 1, 1, 2, 2, 2]))
    assert len(set(numbers)) == 6
    assert {number[-2:] for number in numbers[:3]} == {number[-2:] for number in numbers[3:]} == {"01", "02", "03"}
    assert {number[:9] for number in numbers} == {"D-2026-01", "D-2026-02"}


def test_all_or_nothing(people: DemoPeople) -> None:
    with pytest.raises(Invalid) as refused:
        make.decision(people["central"], make.action(), make.action(text=" ", due_on=None, institution=""))
    assert set(refused.value.messages) == {"actions-1-text", "actions-1-due_on", "actions-1-institution"}
    with pytest.raises(Invalid):
        make.decision(people["central"], text=" ")
    assert db.session.query(Decision).count() == 0


def test_who_may(people: DemoPeople) -> None:
    for actor in (people["member.oriental"], people["partner"], VISITOR):
        with pytest.raises(Forbidden):
            record_decision(actor, make.source(), "Texte", "fr")
    own = make.decision(people["focal.oriental"])
    revise_decision(people["focal.oriental"], own.id, "Mieux dit.", "in_force")
    with pytest.raises(Forbidden):
        revise_decision(people["focal.tanger"], own.id, "Autre", "in_force")
    with pytest.raises(Forbidden):
        add_action(people["focal.tanger"], own.id, make.action(), "fr")
    revise_decision(people["central"], own.id, "Mieux dit.", "withdrawn")
    assert (own.status, own.number) == ("withdrawn", "D-2026-01/01")


def test_a_hidden_decision_is_not_found(people: DemoPeople) -> None:
    hidden = make.decision(people["admin"], audience="region:02")
    with pytest.raises(NotFound):
        revise_decision(people["central"], hidden.id, "x", "in_force")


def test_an_owner_is_told(people: DemoPeople) -> None:
    tanger = people["focal.tanger"].person_id
    decision = make.decision(people["central"], make.action(owner_id=tanger), make.action())
    told = db.session.query(Notification).one()
    assert (told.person_id, told.kind, told.ref_id) == (tanger, "decisions.assigned", decision.actions[0].id)
