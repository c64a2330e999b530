"""Actions are followed to done, across meetings."""

from datetime import date, timedelta

import pytest

from hub.core.clock import today
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.decisions.actions import follow_action, keep_source_current
from hub.decisions.queries import action, actions_due, notes_of, of_source, previous_actions, standing
from hub.network.demo import DemoPeople
from tests.factories import decisions as make

SERIES = "event_series:1"
NEXT = date(2027, 1, 12)


def test_overdue_is_derived(people: DemoPeople) -> None:
    late, due_today = make.action(due_on=today() - timedelta(days=1)), make.action(due_on=today())
    decision = make.decision(people["central"], late, due_today)
    found = [action(db.session, people["central"], one.id).is_overdue for one in decision.actions]
    assert found == [True, False]
    follow_action(people["central"], decision.actions[0].id, "Fait enfin", "done", "fr")
    assert not action(db.session, people["central"], decision.actions[0].id).is_overdue
    counted = standing(db.session, people["central"])
    assert (counted.open, counted.overdue, counted.done) == (1, 0, 1)


def test_notes_tell_the_way(people: DemoPeople) -> None:
    decision = make.decision(people["central"], make.action(region_code="02"))
    one = decision.actions[0]
    follow_action(people["focal.oriental"], one.id, "Commencé", "open", "fr")
    follow_action(people["focal.oriental"], one.id, "Terminé", "done", "fr")
    assert one.closed_at is not None
    follow_action(people["central"], one.id, "À reprendre", "open", "fr")
    assert one.closed_at is None
    notes = notes_of(db.session, people["central"], decision.id)[one.id]
    assert [(note.text, note.status) for note in notes] == [
        ("Commencé", "open"), ("Terminé", "done"), ("À reprendre", "open"),
    ]  # fmt: skip


def test_who_follows(people: DemoPeople) -> None:
    owner = people["member.oriental"]
    own = make.decision(people["central"], make.action(owner_id=owner.person_id, region_code="02")).actions[0]
    for who in ("member.oriental", "focal.oriental", "organiser", "central", "admin"):
        follow_action(people[who], own.id, "Avancement", "open", "fr")
    for who in ("focal.tanger", "partner"):
        with pytest.raises(Forbidden):
            follow_action(people[who], own.id, "Avancement", "open", "fr")
    hidden = make.decision(people["admin"], make.action(), number=2, audience="region:02").actions[0]
    with pytest.raises(NotFound):
        follow_action(people["central"], hidden.id, "x", "done", "fr")


def test_an_end_asks_for_a_word(people: DemoPeople) -> None:
    one = make.decision(people["central"], make.action()).actions[0]
    with pytest.raises(Invalid) as refused:
        follow_action(people["central"], one.id, " ", "finished", "fr")
    assert set(refused.value.messages) == {"note", "status"}


def test_the_next_meeting_begins_with_what_is_left(people: DemoPeople) -> None:
    central = people["central"]
    first = make.decision(central, make.action(text="Reste"), make.action(text="Faite"), number=1, series=SERIES)
    make.decision(central, make.action(text="Autre cycle"), number=2, series="event_series:2")
    make.decision(central, make.action(text="Plus tard"), number=3, series=SERIES, held_on=NEXT)
    follow_action(central, first.actions[1].id, "Fait", "done", "fr")
    left = previous_actions(db.session, central, SERIES, NEXT)
    assert [(one.text, one.status) for one in left] == [("Reste", "open"), ("Faite", "done")]
    assert previous_actions(db.session, central, "", NEXT) == []
    assert previous_actions(db.session, central, SERIES, make.HELD) == []


def test_what_was_closed_before_the_last_meeting_is_not_told_again(people: DemoPeople) -> None:
    central = people["central"]
    old = make.decision(central, make.action(text="Close"), number=1, series=SERIES, held_on=date(2026, 1, 1))
    follow_action(central, old.actions[0].id, "Fait", "done", "fr")
    later = today() + timedelta(days=30)
    make.decision(central, make.action(text="Ouverte"), number=2, series=SERIES, held_on=later)
    left = previous_actions(db.session, central, SERIES, later + timedelta(days=90))
    assert [one.text for one in left] == ["Ouverte"]


def test_my_actions_are_mine_and_my_regions(people: DemoPeople) -> None:
    oriental = people["focal.oriental"]
    make.decision(
        people["central"],
        make.action(text="À moi", owner_id=oriental.person_id),
        make.action(text="À ma région", region_code="02", due_on=today()),
        make.action(text="À une autre", region_code="09"),
    )
    assert [one.text for one in actions_due(db.session, oriental)] == ["À ma région", "À moi"]


def test_the_register_follows_its_source(people: DemoPeople) -> None:
    facts = make.source()
    make.decision(people["central"])
    keep_source_current(make.source(audience="region:02"))
    db.session.commit()
    assert of_source(db.session, people["central"], facts.ref) == []
    assert len(of_source(db.session, people["member.oriental"], facts.ref)) == 1
