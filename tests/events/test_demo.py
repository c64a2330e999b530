"""The demo looks alive, and the load set keeps to its own rules."""

from datetime import timedelta

from sqlalchemy import func, select

from hub.core.access import VISITOR
from hub.core.clock import frozen, today, utcnow
from hub.core.db import db, one_transaction
from hub.core.paging import Cursor
from hub.decisions.models import Action, Decision
from hub.decisions.queries import previous_actions, standing
from hub.events.actions.recomputing import recompute_instants
from hub.events.demo import load_demo, load_large
from hub.events.models import AgendaItem, Event, EventChange, Occurrence, Registration
from hub.events.queries.calendar import Narrowed, undated, upcoming
from hub.network.demo import DemoPeople


def test_the_demo_tells_a_network_at_work(people: DemoPeople) -> None:
    with one_transaction():
        load_demo(people)
    events = {str(event.title.best("fr").text): event for event in db.session.query(Event)}
    assert len(events) == 17
    real = [event for event in events.values() if not event.is_illustrative]
    assert len(real) == 8
    assert all(event.sources and event.audience == "public" for event in real)
    assert [line.date_note[:10] for line in undated(db.session, VISITOR, Narrowed())] == ["Deux jours"]
    meeting = next(event for event in events.values() if event.title["fr"].startswith("Rencontre d’échange"))
    assert meeting.first_day > today()
    statuses = db.session.scalars(select(AgendaItem.status).where(AgendaItem.event_id == meeting.id)).all()
    assert {"accepted", "proposed", "deferred"} == set(statuses)
    left = previous_actions(db.session, people["central"], f"event_series:{meeting.series_id}", meeting.first_day)
    assert {"open", "done", "dropped"} == {action.status for action in left}
    counted = standing(db.session, VISITOR)
    assert counted.open > counted.overdue > 0
    assert counted.done > 0
    assert db.session.query(Decision).count() == 5
    assert {action.language for action in db.session.query(Action)} == {"fr", "ar"}
    assert db.session.query(EventChange).count() == 2
    assert {one.status for one in db.session.query(Registration)} == {"registered", "waiting"}
    assert {event.status for event in events.values()} == {"published", "cancelled", "draft"}
    assert upcoming(db.session, VISITOR, utcnow(), Narrowed(), Cursor()).items


def test_the_demo_loads_on_any_day(people: DemoPeople) -> None:
    """Through the change of hour, at the end of a month, on a Sunday."""
    with frozen(utcnow() + timedelta(days=68)), one_transaction():
        load_demo(people)
    assert recompute_instants() == 0


def test_the_load_set_is_complete(people: DemoPeople) -> None:
    with one_transaction():
        load_large(events=120, seed=7)
    assert db.session.query(Event).count() == 120
    assert db.session.scalar(select(func.count(func.distinct(Occurrence.event_id)))) == 120
    assert recompute_instants() == 0
    assert db.session.query(Decision).count() > 0
    with one_transaction():
        load_large(events=10, seed=8)
    assert db.session.query(Event).count() == 130
