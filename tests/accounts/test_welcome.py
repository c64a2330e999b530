"""The first visit: three steps, each can be skipped."""

from flask import Flask

from hub.core.db import db
from hub.network.demo import PASSWORD
from tests.conftest import SignIn
from tests.factories.network import person


def test_three_steps_lead_to_something_to_do(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("focal.oriental")
    first = {"language": "fr", "zone": "Africa/Casablanca", "theme_mode": "auto"}
    assert browser.post("/welcome", first).location == "/welcome/region"
    second = {"organisation": "", "job_title": "Cheffe de service", "in_directory": "y"}
    assert browser.post("/welcome/region", second).location == "/welcome/notifications"
    assert (
        browser.post("/welcome/notifications", {"frequency": "daily", "hour": "8", "weekday": "0"}).location
        == "/welcome/done"
    )
    last = browser.get("/welcome/done").text
    assert 'href="/regions/02"' in last
    with app.app_context():
        assert person("focal.oriental").job_title == "Cheffe de service"


def test_a_newcomer_is_led_there_once_and_may_skip_everything(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        person("partner").welcomed_at = None
        db.session.commit()
    credentials = {"email": "partner@demo.example", "password": PASSWORD}
    browser = sign_in()
    assert browser.post("/login", credentials).location == "/welcome"
    assert browser.post("/welcome/end").location == "/welcome/done"
    assert sign_in().post("/login", credentials).location == "/"


def test_a_refused_step_keeps_what_was_typed(sign_in: SignIn) -> None:
    browser = sign_in("partner", language="en")
    refused = browser.post("/welcome", {"language": "fr", "zone": "Nowhere", "theme_mode": "auto"})
    assert refused.status_code == 422
    assert 'value="Nowhere"' in refused.text
    for unknown in ("4711", "0", "-1", "9" * 30, "nobody"):
        refused = browser.post("/welcome/region", {"organisation": unknown, "job_title": "Kept"})
        assert refused.status_code == 422, unknown
        assert 'value="Kept"' in refused.text
