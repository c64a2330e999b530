"""An event's page, as each reader gets it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask

from hub.core.db import db
from hub.decisions.actions import NewAction
from hub.events.actions.agenda import NewItem, add_item
from hub.events.actions.deciding import decide
from hub.events.actions.minutes import save_minutes
from hub.events.actions.registering import register
from hub.network.demo import demo_people
from hub.network.models import Person
from tests.conftest import QueryCount, SignIn
from tests.factories import events as make

Count = Callable[[], AbstractContextManager[QueryCount]]


@pytest.fixture
def hidden(app: Flask) -> int:
    """An event of the Oriental team, with a seat taken."""
    with app.app_context():
        people = demo_people(db.session)
        event = make.event(
            people["focal.oriental"], audience="region:02", regions=frozenset({"02"}), takes_registrations=True
        )
        return event.id


@pytest.mark.parametrize(
    "path", ["", ".ics", "/edit", "/registrations", "/agenda", "/minutes", "/decisions", "/cancellation"]
)
def test_hidden_and_missing_are_the_same(hidden: int, sign_in: SignIn, path: str) -> None:
    browser = sign_in("focal.tanger")
    there, missing = browser.get(f"/events/{hidden}{path}"), browser.get(f"/events/999{path}")
    assert (there.status_code, missing.status_code) == (404, 404)


def test_hidden_cannot_be_written_to(hidden: int, sign_in: SignIn) -> None:
    browser = sign_in("focal.tanger")
    for path in ("registration", "cancellation", "copies", "agenda", "minutes", "decisions", "edit"):
        assert browser.post(f"/events/{hidden}/{path}", {"text": "x"}).status_code == 404


def test_a_visitor_is_asked_to_sign_in_to_register(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        event_id = make.event(demo_people(db.session)["organiser"], takes_registrations=True).id
    page = sign_in().get(f"/events/{event_id}").text
    assert f"/login?next=/events/{event_id}" in page
    assert sign_in().get("/events/new").location.endswith("/login?next=/events/new")


def test_hour_offset_and_the_readers_own_zone(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        event_id = make.event(demo_people(db.session)["organiser"]).id
        db.session.query(Person).filter_by(email="partner@demo.example").one().zone = "Europe/Paris"
        db.session.commit()
    assert "10:00–13:00, UTC+0" in sign_in().get(f"/events/{event_id}").text
    assert "11:00–14:00, UTC+1" in sign_in("partner").get(f"/events/{event_id}").text
    assert "UTC+1" not in sign_in("focal.tanger").get(f"/events/{event_id}").text


def test_the_link_to_a_call_is_for_signed_in_readers(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        event_id = make.event(demo_people(db.session)["organiser"], call_link="https://visio.example/secret").id
    for path in (f"/events/{event_id}", f"/events/{event_id}.ics"):
        assert "visio.example/secret" not in sign_in().get(path).text
        assert "visio.example/secret" in sign_in("partner").get(path).text


def test_registering_and_withdrawing_on_the_page(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        people = demo_people(db.session)
        event_id = make.event(people["organiser"], takes_registrations=True, capacity=1).id
        register(people["focal.tanger"], event_id)
    browser = sign_in("focal.oriental")
    assert browser.post(f"/events/{event_id}/registration").status_code == 302
    page = browser.get(f"/events/{event_id}").text
    assert "registration/withdrawal" in page
    assert ">1<" in page or "1." in page
    sign_in("focal.tanger").post(f"/events/{event_id}/registration/withdrawal")
    assert "badge--success" in browser.get(f"/events/{event_id}").text
    assert sign_in("partner").post("/events/999/registration").status_code == 404


def test_registering_too_late_says_so(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        event_id = make.event(demo_people(db.session)["organiser"]).id
    answer = sign_in("partner").post(f"/events/{event_id}/registration")
    assert answer.status_code == 422


def test_a_full_page_keeps_to_its_queries(app: Flask, sign_in: SignIn, count_queries: Count) -> None:
    with app.app_context():
        people = demo_people(db.session)
        organiser = people["organiser"]
        first = make.event(organiser, new_series="Série", schedule=make.schedule(make.DAY.replace(month=1)))
        decide(organiser, first.id, "Suivre", "fr", [NewAction("Faire", make.DAY, institution="OIM")])
        event = make.event(
            organiser, series_id=first.series_id, takes_registrations=True, capacity=1, themes=frozenset({"P01"}),
            regions=frozenset({"01", "02"}),
        )  # fmt: skip
        for number in range(12):
            add_item(organiser, event.id, NewItem(f"Point {number}", "fr", minutes=5))
            decide(organiser, event.id, f"Décision {number}", "fr", [NewAction("Faire", make.DAY, institution="OIM")])
        register(people["focal.tanger"], event.id)
        register(people["focal.oriental"], event.id)
        save_minutes(organiser, event.id, "Compte rendu", "fr", 0, publish=True)
        event_id = event.id
    browser = sign_in("focal.oriental")
    with count_queries() as counted:
        assert browser.get(f"/events/{event_id}").status_code == 200
    assert int(counted) <= 12, counted.statements


def test_the_organisers_list_and_its_file(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        people = demo_people(db.session)
        event_id = make.event(people["organiser"], takes_registrations=True, capacity=1).id
        register(people["focal.souss-massa"], event_id)
        register(people["partner"], event_id)
        db.session.query(Person).filter_by(email="partner@demo.example").one().name = "=cmd()"
        db.session.commit()
    organiser = sign_in("organiser")
    assert "نقطة الاتصال – سوس ماسة" in organiser.get(f"/events/{event_id}/registrations").text
    assert "=cmd()" in organiser.get(f"/events/{event_id}/registrations?status=waiting").text
    file = organiser.get(f"/events/{event_id}/registrations.csv")
    assert file.data.startswith(b"\xef\xbb\xbf")
    assert "'=cmd()" in file.data.decode("utf-8-sig")
    assert sign_in("focal.tanger").get(f"/events/{event_id}/registrations").status_code == 403
    assert sign_in("member.oriental").get(f"/events/{event_id}/registrations").status_code == 404
