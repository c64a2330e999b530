"""An empty hub prints a link that makes its first administrator."""

from flask import Flask

from hub.accounts.first_administrator import first_administrator_link
from hub.core import clock
from hub.core.db import db
from hub.network.models import Person
from tests.conftest import SignIn
from tests.factories.network import PASSWORD, person


def empty(app: Flask) -> None:
    with app.app_context():
        person("admin").suspended_at = clock.utcnow()
        db.session.commit()


def link(app: Flask) -> str | None:
    with app.app_context():
        made = first_administrator_link(db.session)
        return made and made.removeprefix("http://127.0.0.1:8000")


def test_a_hub_with_an_administrator_prints_nothing(app: Flask) -> None:
    assert link(app) is None


def test_the_link_makes_one_administrator_once(app: Flask, sign_in: SignIn) -> None:
    empty(app)
    path = link(app)
    assert path
    assert sign_in().get(path).status_code == 200
    chosen = {"name": "Première", "email": "premiere@example.org", "new_password": PASSWORD}
    browser = sign_in(language="en")
    refused = browser.post(path, {**chosen, "email": "nobody"})
    assert refused.status_code == 422
    assert "This is not a complete email address." in refused.text
    assert browser.post(path, chosen).status_code == 302
    assert browser.get("/admin/").status_code == 200
    assert sign_in().post(path, {**chosen, "email": "deux@example.org"}).status_code == 410
    assert link(app) is None
    with app.app_context():
        assert db.session.query(Person).filter_by(email="deux@example.org").count() == 0


def test_starting_again_kills_the_earlier_link(app: Flask, sign_in: SignIn) -> None:
    empty(app)
    first, second = link(app), link(app)
    assert first
    assert second
    assert sign_in().get(first).status_code == 410
    assert sign_in().get(second).status_code == 200
