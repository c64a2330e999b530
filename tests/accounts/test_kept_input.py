"""What was typed survives an expired session."""

import html
import re

from bs4 import BeautifulSoup
from flask import Flask

from hub.core import clock
from hub.core.db import db
from hub.network.demo import PASSWORD
from hub.network.models import SignInSession
from tests.conftest import SignIn
from tests.factories.network import person

TYPED = {
    "name": "Nom <b>long</b>",
    "handle": "partner",
    "job_title": "شرح طويل",
    "organisation": "",
    "presentation": "a\nb",
}


def fields_of(page: str, action: str) -> dict[str, str]:
    form = BeautifulSoup(page, "html.parser").find("form", action=action)
    assert form is not None
    return {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("name")}


def test_a_form_sent_after_the_session_ended_is_kept_through_sign_in_and_sent_with_one_button(
    app: Flask, sign_in: SignIn
) -> None:
    browser = sign_in("partner")
    with app.app_context():
        db.session.query(SignInSession).update({"revoked_at": clock.utcnow()})
        db.session.commit()
    refused = browser.post("/settings", TYPED)
    assert refused.status_code == 401
    carried = fields_of(refused.text, "/login")
    again = browser.client.post("/login", data={**carried, "email": "partner@demo.example", "password": PASSWORD})
    assert again.status_code == 200
    assert html.escape(TYPED["name"]) in again.text
    offered = fields_of(again.text, "/settings")
    assert offered["name"] == TYPED["name"]
    assert browser.client.post("/settings", data=offered).status_code == 302
    with app.app_context():
        assert person("partner").name == TYPED["name"]
        assert person("partner").job_title == TYPED["job_title"]


def test_a_wrong_password_on_the_way_loses_nothing(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    carried = fields_of(browser.post("/settings", TYPED).text, "/login")
    wrong = browser.client.post("/login", data={**carried, "email": "partner@demo.example", "password": "no"})
    assert wrong.status_code == 422
    assert fields_of(wrong.text, "/login")["kept-job_title"] == TYPED["job_title"]


def test_passwords_are_never_carried(sign_in: SignIn) -> None:
    page = sign_in().post("/settings/password", {"current_password": "very secret", "new_password": "more secret"}).text
    assert "secret" not in page


def test_what_is_carried_goes_to_this_hub_only(sign_in: SignIn) -> None:
    browser = sign_in()
    data = {
        "kept_action": "https://evil.example/",
        "kept-name": "x",
        "email": "admin@demo.example",
        "password": PASSWORD,
    }
    answer = browser.post("/login", data)
    assert (answer.status_code, answer.location) == (302, "/")
    assert not re.search("evil", answer.text)
