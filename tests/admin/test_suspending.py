"""Suspension: at once, with a reason and an end."""

from datetime import timedelta

import pytest
from flask import Flask

from hub.core import clock
from hub.core.db import db
from hub.core.locale import format_date, speaking
from hub.network.demo import PASSWORD
from hub.services.audit import AuditEntry
from tests.conftest import SignIn
from tests.factories.network import person

CREDENTIALS = {"email": "partner@demo.example", "password": PASSWORD}


def number_of(app: Flask, local_part: str) -> int:
    with app.app_context():
        return person(local_part).id


def test_it_counts_at_the_next_request_and_sign_in_stays_closed_until_lifted(app: Flask, sign_in: SignIn) -> None:
    partner, admin, number = sign_in("partner"), sign_in("admin"), number_of(app, "partner")
    assert partner.get("/settings").status_code == 200
    assert admin.post(f"/admin/people/{number}/suspension", {"reason": "Absence"}).status_code == 302
    assert partner.get("/settings").status_code == 302
    refused = sign_in().post("/login", CREDENTIALS)
    assert refused.status_code == 403
    assert "Absence" in refused.text
    wrong = sign_in().post("/login", CREDENTIALS | {"password": "x"})
    assert wrong.status_code == 422
    assert "Absence" not in wrong.text, "told only to who proves to be the person"
    assert "Absence" in admin.get(f"/admin/people/{number}").text
    assert admin.post(f"/admin/people/{number}/suspension/end").status_code == 302
    assert partner.get("/settings").status_code == 302, "its devices were signed out for good"
    assert sign_in().post("/login", CREDENTIALS).status_code == 302
    with app.app_context():
        suspended = db.session.query(AuditEntry).filter_by(action="admin.person.suspended").one()
        assert suspended.data["reason"] == "Absence"


def test_it_ends_by_itself_after_its_last_day(app: Flask, sign_in: SignIn) -> None:
    number = number_of(app, "partner")
    last_day = clock.today() + timedelta(days=3)
    sign_in("admin").post(
        f"/admin/people/{number}/suspension", {"reason": "Trois jours", "last_day": last_day.isoformat()}
    )
    with clock.frozen(clock.utcnow() + timedelta(days=2)):
        refused = sign_in(language="en").post("/login", CREDENTIALS)
        assert refused.status_code == 403
        with app.app_context(), speaking("en"):
            assert f"until {format_date(last_day)}" in refused.text
    with clock.frozen(clock.utcnow() + timedelta(days=5)):
        assert sign_in().post("/login", CREDENTIALS).status_code == 302


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reason": " ", "last_day": ""}, "Give the reason"),
        ({"reason": "x", "last_day": "2020-01-01"}, "This day is past."),
        ({"reason": "x", "last_day": "tomorrow"}, "Write the day as"),
        ({"reason": "x" * 501, "last_day": ""}, "Use at most 500 characters."),
    ],
)
def test_it_needs_a_reason_and_a_day_to_come(app: Flask, sign_in: SignIn, typed: dict[str, str], message: str) -> None:
    number = number_of(app, "partner")
    answer = sign_in("admin", language="en").post(f"/admin/people/{number}/suspension", typed)
    assert answer.status_code == 422
    assert message in answer.text
    with app.app_context():
        assert person("partner").suspended_at is None


def test_nobody_suspends_themselves(app: Flask, sign_in: SignIn) -> None:
    number = number_of(app, "admin")
    answer = sign_in("admin", language="en").post(f"/admin/people/{number}/suspension", {"reason": "x"})
    assert answer.status_code == 409
    assert sign_in("admin").get("/admin/").status_code == 200
