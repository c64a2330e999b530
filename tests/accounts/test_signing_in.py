"""Signing in and out."""

import re

import pytest
from argon2 import PasswordHasher
from flask import Flask

from hub.accounts.models import SignInFailure
from hub.core.db import db
from hub.network import passwords
from hub.network.demo import PASSWORD
from hub.network.models import SignInSession
from tests.conftest import SignIn
from tests.factories.network import person

WRONG = "The email address or the password is not right."


def test_the_right_password_opens_the_hub(sign_in: SignIn) -> None:
    browser = sign_in()
    answer = browser.post("/login", {"email": " Admin@Demo.Example ", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert browser.get("/settings").status_code == 200


def test_a_cookie_copied_before_sign_out_is_dead_after_it(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("focal.oriental")
    copied = browser.client.get_cookie("hub_session")
    assert copied is not None
    thief = app.test_client()
    thief.set_cookie("hub_session", copied.value)
    assert thief.get("/settings").status_code == 200
    assert browser.post("/logout").status_code == 302
    assert thief.get("/settings").location == "/login?next=/settings"
    assert browser.client.get_cookie("hub_session") is None


def test_after_sign_in_people_are_where_they_wanted_to_be_and_never_elsewhere(sign_in: SignIn) -> None:
    for wanted, reached in (("/forum/?x=1", "/forum/?x=1"), ("https://evil.example/", "/"), ("//evil.example", "/")):
        answer = sign_in().post("/login", {"email": "admin@demo.example", "password": PASSWORD, "next": wanted})
        assert answer.location == reached


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every comparison made."""
    made: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - argon2's own name
            made.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    return made


def test_unknown_and_wrong_get_the_same_answer_after_the_same_work_suspended_or_not(
    app: Flask, sign_in: SignIn, hashes: list[str]
) -> None:
    with app.app_context():
        person("partner").suspended_at = person("partner").created_at
        db.session.commit()
    answers = []
    for email, password in (
        ("nobody@demo.example", PASSWORD),
        ("admin@demo.example", "not the password"),
        ("partner@demo.example", "not the password"),
    ):
        browser, before = sign_in(language="en"), len(hashes)
        answer = browser.post("/login", {"email": email, "password": password})
        assert len(hashes) == before + 1
        assert WRONG in answer.text
        shown = re.sub(r'value="[^"]*"|<code>[0-9a-f]+</code>', "", answer.text)
        answers.append((answer.status_code, shown, "hub_session" in str(answer.headers)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 422


def test_what_was_typed_stays_but_never_the_password(sign_in: SignIn) -> None:
    answer = sign_in().post("/login", {"email": "nobody@demo.example", "password": "secret-typed-here"})
    assert 'value="nobody@demo.example"' in answer.text
    assert "secret-typed-here" not in answer.text


def test_a_hash_with_older_parameters_is_made_again_at_sign_in(app: Flask, sign_in: SignIn) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with app.app_context():
        person("central").password_hash = old
        db.session.commit()
    assert sign_in().post("/login", {"email": "central@demo.example", "password": PASSWORD}).status_code == 302
    with app.app_context():
        assert person("central").password_hash != old
    assert sign_in().post("/login", {"email": "central@demo.example", "password": PASSWORD}).status_code == 302


def test_after_five_failures_an_account_waits_and_the_right_password_too(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in(language="en")
    for email in ("organiser@demo.example", "nobody@demo.example"):
        for _ in range(5):
            assert browser.post("/login", {"email": email, "password": "wrong"}).status_code == 422
        answer = browser.post("/login", {"email": email, "password": PASSWORD})
        assert answer.status_code == 429
        assert "Try again in 1 minute." in answer.text
        assert 0 < int(answer.headers["Retry-After"]) <= 60
    with app.app_context():
        keys = {row.account_key for row in db.session.query(SignInFailure)}
        assert len(keys) == 2
        assert not any("@" in key for key in keys)


def test_others_behind_the_same_address_are_not_slowed(sign_in: SignIn) -> None:
    browser = sign_in()
    for _ in range(6):
        browser.post("/login", {"email": "organiser@demo.example", "password": "wrong"})
    assert browser.post("/login", {"email": "central@demo.example", "password": PASSWORD}).status_code == 302


def test_success_wipes_the_failures_and_is_never_counted(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    for _ in range(3):
        for _ in range(4):
            browser.post("/login", {"email": "central@demo.example", "password": "wrong"})
        assert browser.post("/login", {"email": "central@demo.example", "password": PASSWORD}).status_code == 302
    with app.app_context():
        assert db.session.query(SignInFailure).count() == 0
        assert db.session.query(SignInSession).count() == 3


def test_no_transaction_is_open_while_a_password_is_compared(
    app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite an open one would be the only writer of the hub, for a tenth of a second each time."""
    open_ones: list[bool] = []

    class Looking(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - argon2's own name
            open_ones.append(db.session().in_transaction())
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Looking())
    sign_in().post("/login", {"email": "central@demo.example", "password": PASSWORD})
    assert open_ones == [False]


def test_the_demo_offers_its_accounts_and_a_real_hub_does_not(app: Flask, sign_in: SignIn) -> None:
    assert PASSWORD in sign_in().get("/login").text
    app.config["HUB"] = type("Real", (), {"demo": False, "base_url": "http://127.0.0.1:8000"})()
    assert PASSWORD not in sign_in().get("/login").text
