"""Forms: what was typed stays, messages stand beside the fields, nothing is half-written."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core.db import db
from hub.events.models import Event, EventChange
from tests.conftest import SignIn

TYPED = {
    "kind": "workshop",
    "title": "Atelier d’accueil",
    "title_ar": "ورشة الاستقبال",
    "language": "fr",
    "description": "Première **ligne**\r\nseconde",
    "first_day": "2027-03-09",
    "last_day": "",
    "start_time": "10:00",
    "end_time": "12:30",
    "zone": "Africa/Casablanca",
    "repeat": "",
    "interval": "1",
    "format": "hybrid",
    "place": "Oujda",
    "audience": "public",
    "regions": ["02", "09"],
    "themes": ["P01"],
    "organisers": "OIM Maroc\n\nConseil régional de l’Oriental",
    "takes_registrations": "y",
    "capacity": "30",
    "closes_at": "2027-03-08T18:00",
    "publish": "1",
}


def only_event(app: Flask) -> Event:
    return db.session.query(Event).one()


def test_a_new_event_is_kept_as_typed(app: Flask, sign_in: SignIn) -> None:
    answer = sign_in("organiser").post("/events/new", TYPED)
    assert answer.status_code == 302, answer.text
    with app.app_context():
        event = only_event(app)
        assert answer.location == f"/events/{event.id}"
        assert dict(event.title) == {"fr": "Atelier d’accueil", "ar": "ورشة الاستقبال"}
        assert event.organisers == ["OIM Maroc", "Conseil régional de l’Oriental"]
        assert event.region_codes == {"02", "09"}
        assert (event.capacity, event.takes_registrations, event.status) == (30, True, "published")
        assert event.closes_at.isoformat() == "2027-03-08T18:00:00+00:00"


@pytest.mark.parametrize(
    ("repeat", "rule"),
    [
        ({"repeat": "weekly", "until": "2027-04-30"}, "FREQ=WEEKLY;UNTIL=20270430;BYDAY=TU"),
        ({"repeat": "weekly", "weekdays": ["1", "3"], "count": "6", "interval": "2"},
         "FREQ=WEEKLY;INTERVAL=2;COUNT=6;BYDAY=TU,TH"),
        ({"repeat": "monthly_position", "count": "3"}, "FREQ=MONTHLY;COUNT=3;BYDAY=2TU"),
        ({"repeat": "monthly_day", "count": "3"}, "FREQ=MONTHLY;COUNT=3"),
        ({"repeat": "daily", "count": "3"}, "FREQ=DAILY;COUNT=3"),
    ],
)  # fmt: skip
def test_repetitions_come_back_in_the_edit_form(
    app: Flask, sign_in: SignIn, repeat: dict[str, object], rule: str
) -> None:
    browser = sign_in("organiser")
    browser.post("/events/new", {**TYPED, **repeat})
    with app.app_context():
        assert only_event(app).rule_text == rule
    form = BeautifulSoup(browser.get("/events/1/edit").text, "html.parser").find("form", class_="form")
    assert form.find("select", id="repeat").find("option", selected=True)["value"] == repeat["repeat"]
    again = {
        field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("type") != "checkbox"
    }
    again |= {field["name"]: field.find("option", selected=True)["value"] for field in form.find_all("select")}
    again |= {field["name"]: field.text.removeprefix("\r\n") for field in form.find_all("textarea")}
    for name in ("regions", "themes", "weekdays"):
        again[name] = [box["value"] for box in form.find_all("input", attrs={"name": name}) if box.has_attr("checked")]
    again["takes_registrations"] = "y"
    assert browser.post("/events/1/edit", again).status_code == 302
    with app.app_context():
        event = only_event(app)
        assert (event.rule_text, event.sequence, event.version) == (rule, 0, 2)
        assert event.description == "Première **ligne**\nseconde"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"first_day": "soon"}, "first_day"),
        ({"first_day": ""}, "first_day"),
        ({"end_time": "09:00"}, "end_time"),
        ({"end_time": "9h"}, "end_time"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"zone": "../etc/passwd"}, "zone"),
        ({"capacity": "many"}, "capacity"),
        ({"capacity": "0"}, "capacity"),
        ({"repeat": "weekly"}, "until"),
        ({"repeat": "weekly", "interval": "0", "count": "2"}, "interval"),
        ({"audience": "region:09"}, "audience"),
        ({"kind": "party"}, "kind"),
        ({"closes_at": "demain"}, "closes_at"),
        ({"call_link": "javascript:alert(1)"}, "call_link"),
        ({"series": "77"}, "series"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(app: Flask, sign_in: SignIn, changed: dict[str, str], field: str) -> None:
    answer = sign_in("organiser").post("/events/new", {**TYPED, **changed})
    assert answer.status_code == 422
    form = BeautifulSoup(answer.text, "html.parser").find("form", class_="form")
    message = form.find(id=f"{field}-error")
    assert message is not None
    assert message.get_text(strip=True)
    assert form.find("textarea", id="description").text.strip().startswith("Première **ligne**")
    shown = form.find(id=field)
    if shown.name == "input":
        assert shown["value"] == changed[field] if field in changed else True
    with app.app_context():
        assert db.session.query(Event).count() == 0


def test_two_organisers_at_once_lose_nothing(app: Flask, sign_in: SignIn) -> None:
    one, other = sign_in("organiser"), sign_in("admin")
    one.post("/events/new", TYPED)
    assert one.post("/events/1/edit", {**TYPED, "version": "1", "description": "Texte du premier"}).status_code == 302
    answer = other.post("/events/1/edit", {**TYPED, "version": "1", "description": "Texte du second"})
    assert answer.status_code == 409
    assert "Texte du premier" in answer.text
    assert "Texte du second" in answer.text
    version = BeautifulSoup(answer.text, "html.parser").find("input", attrs={"name": "version"})["value"]
    assert version == "2"
    kept = other.post("/events/1/edit", {**TYPED, "version": version, "description": "Les deux"})
    assert kept.status_code == 302
    with app.app_context():
        assert only_event(app).description == "Les deux"


def test_a_focal_point_announces_for_the_own_region(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("focal.oriental")
    assert 'value="02" checked' in browser.get("/events/new").text or "checked" in browser.get("/events/new").text
    assert browser.post("/events/new", TYPED).status_code == 422
    assert browser.post("/events/new", {**TYPED, "regions": ["02"]}).status_code == 302
    for who in ("member.oriental", "partner"):
        assert sign_in(who).get("/events/new").status_code == 404


def test_one_date_of_a_series_on_its_page(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("organiser")
    browser.post("/events/new", {**TYPED, "repeat": "weekly", "count": "4"})
    assert browser.get("/events/1/dates").status_code == 200
    assert browser.post("/events/1/dates/2027-03-16/removal").status_code == 302
    moved = {"d2027-03-23-first_day": "2027-03-24", "d2027-03-23-start_time": "15:00", "d2027-03-23-end_time": "16:00"}
    assert browser.post("/events/1/dates/2027-03-23", moved).status_code == 302
    refused = browser.post("/events/1/dates/2027-03-30", {"d2027-03-30-first_day": "never"})
    assert refused.status_code == 422
    assert 'value="never"' in refused.text
    for wrong in ("2027-03-17", "x"):
        assert browser.post(f"/events/1/dates/{wrong}/removal").status_code == 404
    with app.app_context():
        assert db.session.query(EventChange).count() == 2
    assert browser.post("/events/1/dates/2027-03-16/restoration").status_code == 302
    with app.app_context():
        assert db.session.query(EventChange).count() == 1


def test_cancelling_on_the_page(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("organiser")
    browser.post("/events/new", TYPED)
    assert browser.post("/events/1/cancellation", {"reason": " "}).status_code == 422
    assert browser.post("/events/1/cancellation", {"reason": "Salle indisponible"}).status_code == 302
    assert "Salle indisponible" in sign_in().get("/events/1").text


def test_the_agenda_on_its_page(app: Flask, sign_in: SignIn) -> None:
    organiser, focal = sign_in("organiser"), sign_in("focal.tanger")
    organiser.post("/events/new", TYPED)
    organiser.post("/events/1/agenda", {"title": "Ouverture", "minutes": "15", "language": "fr"})
    focal.post("/events/1/agenda", {"title": "École", "region": "01", "language": "fr"})
    refused = organiser.post("/events/1/agenda", {"title": "", "minutes": "x", "notes": "Gardé"})
    assert refused.status_code == 422
    assert "Gardé" in refused.text
    page = sign_in().get("/events/1").text
    assert page.index("Ouverture") < page.index("École")
    organiser.post("/events/1/agenda/2/position", {"step": "-1"})
    page = sign_in().get("/events/1").text
    assert page.index("École") < page.index("Ouverture")
    assert focal.post("/events/1/agenda/1/removal").status_code == 403
    answer = organiser.post(
        "/events/1/agenda/2", {"title": "École", "status": "accepted", "language": "fr", "minutes": "10"}
    )
    assert answer.status_code == 302
    assert organiser.post("/events/1/agenda/1/removal").status_code == 302
    assert "Ouverture" not in sign_in().get("/events/1").text
