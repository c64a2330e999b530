"""Agenda: proposed, accepted, put in order, timed."""

from datetime import time

import pytest

from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.events.actions.agenda import NewItem, add_item, edit_item, remove_item, shift_item
from hub.events.models import Event
from hub.events.queries.page import agenda, event_view
from hub.network.demo import DemoPeople
from hub.services.notifications import Notification
from tests.factories import events as make


@pytest.fixture
def meeting(people: DemoPeople) -> Event:
    return make.event(people["organiser"], audience="members")


def titles(people: DemoPeople, event: Event) -> list[tuple[str, time | None]]:
    rows = agenda(db.session, event_view(db.session, people["organiser"], event.id))
    return [(row.title, row.starts) for row in rows]


def test_accepted_items_follow_one_another_on_the_clock(people: DemoPeople, meeting: Event) -> None:
    add_item(people["organiser"], meeting.id, NewItem("Ouverture", "fr", minutes=15))
    add_item(people["focal.oriental"], meeting.id, NewItem("École", "fr", minutes=20, region_code="02"))
    add_item(people["organiser"], meeting.id, NewItem("Décisions", "fr"))
    add_item(people["organiser"], meeting.id, NewItem("Suite", "fr", minutes=5))
    assert titles(people, meeting) == [
        ("Ouverture", time(10, 0)), ("École", None), ("Décisions", time(10, 15)), ("Suite", None),
    ]  # fmt: skip


def test_a_proposal_is_answered_and_both_are_told(people: DemoPeople, meeting: Event) -> None:
    item = add_item(people["focal.oriental"], meeting.id, NewItem("École", "fr", region_code="02"))
    assert item.status == "proposed"
    edit_item(people["organiser"], meeting.id, item.id, NewItem("École", "fr", region_code="02"), "deferred")
    assert item.status == "deferred"
    told = {(one.kind, one.person_id) for one in db.session.query(Notification)}
    assert told == {
        ("events.proposal", people["organiser"].person_id),
        ("events.answer", people["focal.oriental"].person_id),
    }


def test_one_proposes_for_ones_own_region(people: DemoPeople, meeting: Event) -> None:
    with pytest.raises(Forbidden):
        add_item(people["focal.oriental"], meeting.id, NewItem("École", "fr", region_code="09"))
    with pytest.raises(Forbidden):
        add_item(people["member.oriental"], meeting.id, NewItem("École", "fr"))


def test_order_is_changed_step_by_step(people: DemoPeople, meeting: Event) -> None:
    organiser = people["organiser"]
    items = [add_item(organiser, meeting.id, NewItem(title, "fr")) for title in "abc"]
    shift_item(organiser, meeting.id, items[2].id, -1)
    shift_item(organiser, meeting.id, items[0].id, -1)
    assert [title for title, _ in titles(people, meeting)] == ["a", "c", "b"]
    remove_item(organiser, meeting.id, items[2].id)
    assert [title for title, _ in titles(people, meeting)] == ["a", "b"]
    with pytest.raises(NotFound):
        shift_item(organiser, meeting.id, items[2].id, 1)


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (NewItem(" ", "fr"), "title"),
        (NewItem("x" * 201, "fr"), "title"),
        (NewItem("x", "fr", minutes=-1), "minutes"),
        (NewItem("x", "fr", notes="x" * 5001), "notes"),
    ],
)
def test_refused_items(people: DemoPeople, meeting: Event, item: NewItem, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add_item(people["organiser"], meeting.id, item)
    assert list(refused.value.messages) == [field]
