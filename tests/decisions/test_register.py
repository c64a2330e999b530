"""The register and a decision's page; the way from a meeting into it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core.clock import today
from hub.core.db import db
from hub.decisions.models import Action, Decision
from hub.network.demo import demo_people
from tests.conftest import SignIn
from tests.events.test_forms import TYPED
from tests.factories import decisions as make

FIRST, SECOND, MEMBERS = "D-2026-01/01", "D-2026-02/01", "D-2026-03/01"


@pytest.fixture
def filled(app: Flask) -> None:
    with app.app_context():
        central = demo_people(db.session)["central"]
        late = make.action(text="En souffrance", due_on=today() - timedelta(days=3), region_code="02")
        make.decision(central, late, text="Première décision.")
        other = make.action(text="Plus tard", institution="Wilaya", region_code="09")
        make.decision(central, other, text="Seconde décision, 100 % votée.", number=2)
        make.decision(central, make.action(), text="Décision des membres.", number=3, audience="members")


@pytest.mark.usefixtures("filled")
def test_each_reader_sees_their_register(sign_in: SignIn) -> None:
    visitor, member = sign_in().get("/decisions/").text, sign_in("partner").get("/decisions/").text
    assert "Première décision." in visitor
    assert "Décision des membres." not in visitor
    assert "Décision des membres." in member


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=overdue", {FIRST}),
        ("status=open", {FIRST, SECOND, MEMBERS}),
        ("status=done", set()),
        ("region=09", {SECOND}),
        ("institution=Wilaya", {SECOND}),
        ("q=souffrance", {FIRST}),
        ("q=100+%25", {SECOND}),
        ("q=D-2026-02", {SECOND}),
        ("q=%25", {SECOND}),
        ("status=nonsense", {FIRST, SECOND, MEMBERS}),
    ],
)
def test_filters(sign_in: SignIn, query: str, found: set[str]) -> None:
    page = BeautifulSoup(sign_in("partner").get(f"/decisions/?{query}").text, "html.parser")
    numbers = {one.get_text(strip=True) for one in page.find_all("h3", class_="decision-number")}
    assert numbers == found


@pytest.mark.usefixtures("filled")
def test_a_number_is_an_address(sign_in: SignIn) -> None:
    assert sign_in().get("/decisions/D-2026-02/01").location == "/decisions/2"
    assert sign_in().get("/decisions/D-2026-03/01").status_code == 404
    assert sign_in().get("/decisions/3").status_code == 404
    assert sign_in().get("/decisions/actions/3").status_code == 404
    assert sign_in().get("/decisions/actions/1").location == "/decisions/1#action-1"


@pytest.mark.usefixtures("filled")
def test_progress_on_the_page(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("focal.oriental")
    refused = browser.post("/decisions/actions/1/notes", {"note-1-note": "", "note-1-status": "done"})
    assert refused.status_code == 422
    assert 'id="note-1-note-error"' in refused.text
    sent = {"note-1-note": "La liste est partie hier pour les académies.", "note-1-status": "done"}
    assert browser.post("/decisions/actions/1/notes", sent).status_code == 302
    page = browser.get("/decisions/1").text
    assert "La liste est partie hier" in page
    assert sign_in("focal.tanger").post("/decisions/actions/1/notes", sent).status_code == 403
    assert sign_in().post("/decisions/actions/1/notes", sent).status_code == 401
    with app.app_context():
        assert db.session.get_one(Action, 1).status == "done"


@pytest.mark.usefixtures("filled")
def test_an_action_is_added_and_a_refused_one_stays_typed(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("central")
    typed = {"action-text": "Relancer", "action-institution": "OIM", "action-due_on": "bientôt"}
    refused = browser.post("/decisions/1/actions", typed)
    assert refused.status_code == 422
    assert "Relancer" in refused.text
    assert 'value="bientôt"' in refused.text
    assert browser.post("/decisions/1/actions", {**typed, "action-due_on": "2027-02-01"}).status_code == 302
    assert browser.post("/decisions/1", {"decision-text": "", "decision-status": "in_force"}).status_code == 422
    assert browser.post("/decisions/1", {"decision-text": "Mieux.", "decision-status": "replaced"}).status_code == 302
    with app.app_context():
        decision = db.session.get_one(Decision, 1)
        assert (decision.text, decision.status, len(decision.actions)) == ("Mieux.", "replaced", 2)


def test_from_the_meeting_to_the_register_and_the_next_meeting(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("organiser")
    past = (today() - timedelta(days=20)).isoformat()
    coming = (today() + timedelta(days=20)).isoformat()
    browser.post("/events/new", {**TYPED, "first_day": past, "new_series": "Rencontres", "closes_at": ""})
    browser.post("/events/new", {**TYPED, "first_day": coming, "series": "1", "closes_at": ""})
    browser.post("/events/1/minutes", {"text": "## Suite", "language": "fr", "version": "0", "publish": "1"})
    typed = {
        "text": "Une liste commune.", "language": "fr",
        "actions-0-text": "Rédiger", "actions-0-institution": "Conseil", "actions-0-due_on": "2027-02-01",
        "actions-2-text": "Envoyer", "actions-2-institution": "", "actions-2-due_on": "x",
    }  # fmt: skip
    refused = browser.post("/events/1/decisions", typed)
    assert refused.status_code == 422
    assert "Une liste commune." in refused.text
    assert 'id="actions-2-due_on-error"' in refused.text
    accepted = {**typed, "actions-2-institution": "OIM", "actions-2-due_on": past}
    assert browser.post("/events/1/decisions", accepted).status_code == 302
    register = sign_in().get("/decisions/").text
    assert "Une liste commune." in register
    assert 'href="/events/1"' in register
    following = sign_in().get("/events/2").text
    assert "Rédiger" in following
    assert "Envoyer" in following


def test_a_draft_takes_no_decision(sign_in: SignIn) -> None:
    browser = sign_in("organiser")
    browser.post("/events/new", {**TYPED, "publish": "0"})
    assert browser.post("/events/1/decisions", {"text": "Trop tôt", "language": "fr"}).status_code == 422


def test_the_register_is_read_page_by_page(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        central = demo_people(db.session)["central"]
        for number in range(23):
            make.decision(central, text=f"Texte {number:02d}.", number=number + 1)
    first = sign_in().get("/decisions/").text
    assert "Texte 22." in first
    assert "Texte 02." not in first
    assert 'rel="next"' in first
