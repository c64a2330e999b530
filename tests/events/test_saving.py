"""Creating, editing, cloning, cancelling."""

from datetime import date, timedelta

import pytest

from hub.core.clock import frozen, utcnow
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.events.actions.agenda import NewItem, add_item
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.cloning import clone_event
from hub.events.actions.registering import register
from hub.events.actions.saving import EditConflict, create_event, edit_event
from hub.events.models import AgendaItem, CalendarState, EventSeries
from hub.events.recurrence import Frequency, Rule
from hub.network.demo import DemoPeople
from tests.factories import events as make


def test_an_event_is_kept_with_its_times(people: DemoPeople) -> None:
    rule = Rule(Frequency.WEEKLY, weekdays=(1,), count=3)
    event = make.event(people["organiser"], rule=rule, regions=frozenset({"02", "09"}), themes=frozenset({"P01"}))
    assert "<em>atelier</em>" in event.description_html
    assert [one.first_day for one in event.occurrences] == [make.DAY + timedelta(days=7 * n) for n in range(3)]
    assert event.region_codes == {"02", "09"}
    assert event.uid.endswith("@regions-migration-hub")
    assert (event.sequence, event.version, event.status) == (0, 1, "published")


def test_who_may_create_and_where(people: DemoPeople) -> None:
    assert create_event(people["central"], make.draft()).id
    assert create_event(people["focal.oriental"], make.draft(regions=frozenset({"02"}))).id
    for regions in (frozenset(), frozenset({"09"}), frozenset({"02", "09"})):
        with pytest.raises(Invalid) as refused:
            create_event(people["focal.oriental"], make.draft(regions=regions))
        assert list(refused.value.messages) == ["regions"]
    for who in ("member.oriental", "partner"):
        with pytest.raises(Forbidden):
            create_event(people[who], make.draft())


def test_an_audience_must_include_its_author(people: DemoPeople) -> None:
    with pytest.raises(Invalid) as refused:
        make.event(people["focal.oriental"], regions=frozenset({"02"}), audience="region:09")
    assert list(refused.value.messages) == ["audience"]
    assert make.event(people["focal.oriental"], regions=frozenset({"02"}), audience="region:02").id


def test_sequence_follows_time_and_place_but_not_words(people: DemoPeople) -> None:
    actor = people["organiser"]
    event = make.event(actor)
    uid = event.uid
    edit_event(actor, event.id, make.draft(description="Autre texte."), version=1)
    assert (event.sequence, event.version) == (0, 2)
    edit_event(actor, event.id, make.draft(place="Nador"), version=2)
    assert (event.sequence, event.version) == (1, 3)
    edit_event(actor, event.id, make.draft(place="Nador", schedule=make.schedule(start="09:00")), version=3)
    assert (event.sequence, event.uid) == (2, uid)


def test_the_second_of_two_editors_is_told(people: DemoPeople) -> None:
    actor = people["organiser"]
    event = make.event(actor)
    edit_event(actor, event.id, make.draft(place="Nador"), version=1)
    with pytest.raises(EditConflict) as conflict:
        edit_event(people["admin"], event.id, make.draft(place="Berkane"), version=1)
    assert conflict.value.event.place == "Nador"


def test_who_may_edit(people: DemoPeople) -> None:
    event = make.event(people["organiser"], regions=frozenset({"02"}))
    edit_event(people["focal.oriental"], event.id, make.draft(regions=frozenset({"02"})), version=1)
    for who in ("focal.tanger", "central", "member.oriental"):
        with pytest.raises(Forbidden):
            edit_event(people[who], event.id, make.draft(regions=frozenset({"02"})), version=2)
    hidden = make.event(people["focal.oriental"], regions=frozenset({"02"}), audience="region:02")
    with pytest.raises(NotFound):
        edit_event(people["focal.tanger"], hidden.id, make.draft(), version=1)


def test_capacity_cannot_fall_below_those_registered(people: DemoPeople) -> None:
    event = make.event(people["organiser"], takes_registrations=True, capacity=2)
    for who in ("focal.oriental", "focal.tanger"):
        register(people[who], event.id)
    with pytest.raises(Invalid) as refused:
        edit_event(people["organiser"], event.id, make.draft(takes_registrations=True, capacity=1), version=1)
    assert list(refused.value.messages) == ["capacity"]


def test_a_new_series_may_be_begun_with_the_event(people: DemoPeople) -> None:
    event = make.event(people["organiser"], new_series="Cycle de printemps")
    assert event.series is not None
    again = make.event(people["organiser"], series_id=event.series_id)
    assert again.series_id == event.series_id
    assert db.session.query(EventSeries).count() == 1


def test_every_change_moves_the_calendars(people: DemoPeople) -> None:
    event = make.event(people["organiser"])
    before = db.session.get_one(CalendarState, 1).version
    cancel_event(people["organiser"], event.id, "Salle indisponible")
    assert db.session.get_one(CalendarState, 1).version == before + 1


def test_cancelling_asks_why_and_is_said_once(people: DemoPeople) -> None:
    event = make.event(people["organiser"])
    with pytest.raises(Invalid):
        cancel_event(people["organiser"], event.id, "  ")
    cancel_event(people["organiser"], event.id, "Salle indisponible")
    cancelled_at = event.cancelled_at
    with frozen(utcnow() + timedelta(days=1)):
        cancel_event(people["organiser"], event.id, "Salle fermée")
    assert (event.status, event.sequence, event.cancelled_at) == ("cancelled", 1, cancelled_at)
    assert event.cancel_reason == "Salle fermée"


def test_a_copy_is_a_draft_with_the_agenda_and_nobody_registered(people: DemoPeople) -> None:
    organiser = people["organiser"]
    event = make.event(organiser, takes_registrations=True, regions=frozenset({"02"}))
    add_item(organiser, event.id, NewItem("Ouverture", "fr", minutes=10))
    register(people["focal.oriental"], event.id)
    copy = clone_event(people["focal.oriental"], event.id)
    assert (copy.status, copy.registered_count, copy.created_by_id) == (
        "draft", 0, people["focal.oriental"].person_id,
    )  # fmt: skip
    assert copy.uid != event.uid
    assert [item.title for item in db.session.query(AgendaItem).filter_by(event_id=copy.id)] == ["Ouverture"]
    with pytest.raises(Forbidden):
        clone_event(people["focal.tanger"], event.id)


def test_an_undated_event_gets_its_date_later(people: DemoPeople) -> None:
    event = make.event(people["organiser"], schedule=None, date_note="Un mardi de 2019")
    assert event.occurrences == []
    edit_event(
        people["organiser"], event.id, make.draft(schedule=make.schedule(date(2019, 5, 7), start=None)), version=1
    )
    assert [one.first_day for one in event.occurrences] == [date(2019, 5, 7)]
    assert event.date_note == ""
