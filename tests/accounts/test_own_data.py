"""One's own data: taken along, or erased."""

from flask import Flask

from hub.accounts.actions.leaving import NAME
from hub.core.db import db
from hub.network.demo import PASSWORD
from hub.network.models import Person, RoleGrant, SignInSession
from tests.conftest import SignIn
from tests.factories.network import person


def test_everything_about_oneself_is_given_and_nothing_secret(app: Flask, sign_in: SignIn) -> None:
    answer = sign_in("partner").get("/settings/data.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.json["person"]["email"] == "partner@demo.example"
    assert [role["role"] for role in answer.json["roles"]] == ["partner"]
    assert len(answer.json["devices"]) == 1
    assert "hash" not in answer.text
    assert "admin@demo.example" not in answer.text


def test_erasing_keeps_contributions_and_forgets_the_person(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        number = person("partner").id
    other, browser = sign_in("partner"), sign_in("partner", language="en")
    typed = {"current_password": PASSWORD, "is_sure": "y"}
    assert browser.post("/settings/data/erasure", {**typed, "is_sure": ""}).status_code == 422
    assert browser.post("/settings/data/erasure", {**typed, "current_password": "no"}).status_code == 422
    assert browser.post("/settings/data/erasure", typed).status_code == 302
    assert other.get("/settings").status_code == 302
    assert sign_in().post("/login", {"email": "partner@demo.example", "password": PASSWORD}).status_code == 422
    with app.app_context():
        erased = db.session.get_one(Person, number)
        assert (erased.name, erased.job_title, erased.password_hash) == (NAME, "", "")
        assert "partner" not in erased.email + erased.handle
        assert db.session.query(SignInSession).filter_by(person_id=number).count() == 0
        assert db.session.query(RoleGrant).filter_by(person_id=number).one().ends_on is not None
    assert sign_in("admin").get(f"/people/erased-{number}").status_code == 404


def test_the_last_administrator_cannot_leave(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("admin", language="en")
    answer = browser.post("/settings/data/erasure", {"current_password": PASSWORD, "is_sure": "y"})
    assert answer.status_code == 409
    assert "The last administrator cannot leave" in answer.text
    with app.app_context():
        assert person("admin").erased_at is None
