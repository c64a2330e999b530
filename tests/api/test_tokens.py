"""What a token opens, and when it no longer does."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from hub.accounts.actions.tokens import MOST_TOKENS, make_token
from hub.core import clock
from hub.core.db import db
from hub.core.errors import Invalid
from hub.network.demo import demo_people
from hub.network.models import Person
from hub.services.audit import AuditEntry
from hub.services.tokens import ApiToken
from tests.conftest import Browser
from tests.factories.tokens import PREFIX, Program, program
from tests.factories.tokens import make_token as given_token

SignIn = Callable[..., Browser]


def test_a_token_made_in_the_settings_is_shown_once_and_opens_the_inbox(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("member.oriental")
    assert browser.post("/settings/tokens", {"name": "", "days": "90"}).status_code == 422
    made = browser.post("/settings/tokens", {"name": "Tableau de bord", "scopes": "read", "days": "90"})
    assert (made.status_code, made.headers["Cache-Control"]) == (201, "no-store")
    token = re.search(r"hub_[\w-]{43}", made.text)
    assert token
    assert token[0] not in browser.get("/settings/tokens").text
    asking = Program(app, token[0])
    assert asking.get("/inbox").status_code == 200
    assert "Tableau de bord" in browser.get("/settings/tokens").text
    with app.app_context():
        kept = db.session.scalars(select(ApiToken)).one()
        assert (kept.prefix, kept.used_on) == (token[0][:10], clock.utcnow().date())
        assert token[0] not in str(vars(kept))
        assert db.session.scalars(select(AuditEntry.action).where(AuditEntry.action == "accounts.token.made")).all()
    browser.post(f"/settings/tokens/{kept.id}/revocation")
    assert asking.get("/inbox").status_code == 401
    assert sign_in("partner").post(f"/settings/tokens/{kept.id}/revocation").status_code == 404


def test_a_dead_token_opens_nothing_and_says_so(app: Flask) -> None:
    expired = given_token(app, "member.oriental", days=-1)
    revoked = given_token(app, "member.oriental", revoked_at=clock.utcnow())
    live = given_token(app, "member.oriental")
    for token in (expired, revoked, live[:-1] + "x", "hub_", "x" * 500):
        answer = Program(app, token).get("/regions")
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    asking = Program(app, live)
    assert asking.get("/inbox").status_code == 200
    with app.app_context():
        person = db.session.query(Person).filter_by(email="member.oriental@demo.example").one()
        person.suspended_at = clock.utcnow()
        db.session.commit()
    assert asking.get("/inbox").status_code == 401
    with app.app_context():
        person = db.session.query(Person).filter_by(email="member.oriental@demo.example").one()
        person.suspended_until = clock.utcnow() - timedelta(minutes=1)
        db.session.commit()
    assert asking.get("/inbox").status_code == 200


def test_a_scope_bounds_what_the_person_may(app: Flask) -> None:
    reader = program(app, "member.oriental", ["read"])
    assert reader.get("/forum/topics").status_code == 200
    refused = reader.post("/inbox/reading")
    assert (refused.status_code, 'scope="inbox:write"' in refused.headers["WWW-Authenticate"]) == (403, True)
    assert refused.json["detail"] == "The token does not carry the scope inbox:write."
    writer = program(app, "member.oriental", ["inbox:write"])
    assert writer.post("/inbox/reading").status_code == 204
    assert writer.get("/inbox").status_code == 403


def test_cookies_and_addresses_carry_no_token(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("admin")
    assert browser.get(PREFIX + "/inbox").status_code == 401
    assert browser.client.post(PREFIX + "/inbox/reading").status_code == 401
    token = given_token(app, "admin")
    assert Program(app).get(f"/inbox?access_token={token}").status_code == 401
    answer = Program(app).get("/regions?lang=ar")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Language"] == "ar"


def test_nobody_holds_more_tokens_than_the_limit(app: Flask) -> None:
    for _ in range(MOST_TOKENS):
        given_token(app, "partner")
    with app.app_context(), pytest.raises(Invalid) as refused:
        make_token(demo_people(db.session)["partner"], "un de trop", ["read"], 30, offered=["read"])
    assert list(refused.value.messages) == [""]
