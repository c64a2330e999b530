"""The ways back in."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from hub.core import clock
from hub.core.db import db
from hub.network.demo import PASSWORD
from hub.services.mail import Mail
from tests.conftest import SignIn
from tests.factories.network import PASSWORD as NEW_PASSWORD
from tests.factories.network import person

CENTRAL = "central@demo.example"


def link_of(app: Flask) -> str:
    with app.app_context():
        body = db.session.query(Mail).order_by(Mail.id.desc()).first().body
        return re.search(r"http://127\.0\.0\.1:8000(/\S+)", body)[1]


@pytest.mark.parametrize("path", ["/password/forgotten", "/login/link"])
def test_asking_is_answered_the_same_for_known_and_unknown_addresses(app: Flask, sign_in: SignIn, path: str) -> None:
    answers = [
        (answer.status_code, answer.location)
        for email in (CENTRAL, "nobody@demo.example")
        for answer in [sign_in().post(path, {"email": email})]
    ]
    assert answers[0] == answers[1] == (302, "/link-sent")
    with app.app_context():
        assert [mail.to for mail in db.session.query(Mail)] == [CENTRAL]


def test_a_new_password_by_mail_ends_every_session_and_opens_one(app: Flask, sign_in: SignIn) -> None:
    thief, browser = sign_in("central"), sign_in()
    browser.post("/password/forgotten", {"email": CENTRAL})
    link = link_of(app)
    assert browser.get(link).status_code == 200
    assert browser.post(link, {"new_password": "short"}).status_code == 422
    assert browser.post(link, {"new_password": NEW_PASSWORD}).status_code == 302
    assert browser.get("/settings").status_code == 200
    assert thief.get("/settings").status_code == 302
    assert sign_in().post("/login", {"email": CENTRAL, "password": PASSWORD}).status_code == 422
    assert sign_in().post("/login", {"email": CENTRAL, "password": NEW_PASSWORD}).status_code == 302


def test_a_reset_link_works_once_and_for_two_hours(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    browser.post("/password/forgotten", {"email": CENTRAL})
    link = link_of(app)
    with clock.frozen(clock.utcnow() + timedelta(hours=2, minutes=1)):
        assert browser.post(link, {"new_password": NEW_PASSWORD}).status_code == 410
    assert browser.post(link, {"new_password": NEW_PASSWORD}).status_code == 302
    assert sign_in().post(link, {"new_password": NEW_PASSWORD}).status_code == 410


def test_a_sign_in_link_needs_a_button_and_works_once(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    browser.post("/login/link", {"email": CENTRAL})
    link = link_of(app)
    for _ in range(3):
        assert browser.get(link).status_code == 200
    assert browser.get("/settings").status_code == 302
    assert browser.post(link).status_code == 302
    assert browser.get("/settings").status_code == 200
    assert sign_in().post(link).status_code == 410


def test_a_link_for_one_purpose_does_not_serve_the_other(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    browser.post("/login/link", {"email": CENTRAL})
    token = link_of(app).rpartition("/")[2]
    assert browser.post(f"/password/reset/{token}", {"new_password": NEW_PASSWORD}).status_code == 410


def test_a_suspended_person_gets_no_link_and_an_earlier_one_is_dead(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    browser.post("/login/link", {"email": CENTRAL})
    link = link_of(app)
    with app.app_context():
        person("central").suspended_at = clock.utcnow()
        db.session.commit()
    assert browser.post(link).status_code == 410
    browser.post("/login/link", {"email": CENTRAL})
    with app.app_context():
        assert db.session.query(Mail).count() == 1


def test_a_mailbox_is_not_flooded(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    for _ in range(8):
        assert browser.post("/login/link", {"email": CENTRAL}).status_code == 302
    with app.app_context():
        assert db.session.query(Mail).count() == 5
