"""Instants follow the zone rules, wall times stay."""

from datetime import timedelta

from flask import Flask

from hub.core.db import db
from hub.events.actions.recomputing import recompute_instants
from hub.events.models import CalendarState, Occurrence
from hub.network.demo import DemoPeople
from tests.factories import events as make


def test_what_older_rules_derived_is_derived_again(people: DemoPeople) -> None:
    event = make.event(people["organiser"])
    make.event(people["organiser"], schedule=make.schedule(start=None))
    right = event.occurrences[0].starts_at
    event.occurrences[0].starts_at = right - timedelta(hours=1)
    db.session.commit()
    before = db.session.get_one(CalendarState, 1).version
    assert recompute_instants() == 1
    assert db.session.query(Occurrence).filter_by(event_id=event.id).one().starts_at == right
    assert db.session.get_one(CalendarState, 1).version == before + 1
    assert recompute_instants() == 0


def test_the_command_says_how_many_moved(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["events", "recompute"]).output == "0 occurrences moved\n"
