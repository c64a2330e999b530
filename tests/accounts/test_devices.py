"""My devices: listed, named, signed out."""

from datetime import timedelta

import pytest
from flask import Flask

from hub.accounts.device_names import device_name
from hub.core import clock
from hub.core.db import db
from hub.core.locale import speaking
from hub.network.models import SignInSession
from tests.conftest import SignIn

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome – Windows"),
        (CHROME + " Edg/142.0", "Edge – Windows"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox – Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari – iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox – Linux"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_browser_is_named_in_words_people_know(context: Flask, user_agent: str, name: str) -> None:
    with speaking("en"):
        assert device_name(user_agent) == name


def ids(app: Flask) -> list[int]:
    with app.app_context():
        return [row.id for row in db.session.query(SignInSession).order_by(SignInSession.id)]


def test_one_device_signs_another_out(app: Flask, sign_in: SignIn) -> None:
    lost, here = sign_in("partner"), sign_in("partner", language="en")
    lost_id, here_id = ids(app)
    page = here.get("/settings/devices").text
    assert page.count("This device") == 1
    assert f"/settings/devices/{lost_id}/revocation" in page
    assert f"/settings/devices/{here_id}/revocation" not in page
    assert here.post(f"/settings/devices/{lost_id}/revocation").status_code == 302
    assert lost.get("/settings").status_code == 302
    assert here.get("/settings").status_code == 200


def test_all_others_are_signed_out_at_once(sign_in: SignIn) -> None:
    others, here = [sign_in("partner") for _ in range(3)], sign_in("partner")
    assert here.post("/settings/devices/revocation").status_code == 302
    assert [other.get("/settings").status_code for other in others] == [302, 302, 302]
    assert here.get("/settings").status_code == 200


def test_nobody_signs_out_the_device_of_somebody_else(app: Flask, sign_in: SignIn) -> None:
    victim, attacker = sign_in("admin"), sign_in("partner")
    victim_id = ids(app)[0]
    assert attacker.post(f"/settings/devices/{victim_id}/revocation").status_code == 404
    assert victim.get("/settings").status_code == 200


def test_the_last_use_is_noted_at_most_once_an_hour(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("partner")

    def seen() -> object:
        with app.app_context():
            return db.session.query(SignInSession.seen_at).scalar()

    opened = seen()
    browser.get("/settings")
    assert seen() == opened
    later = clock.utcnow() + timedelta(hours=1, seconds=5)
    with clock.frozen(later):
        browser.get("/settings")
    assert seen() == later
    with clock.frozen(later + timedelta(minutes=50)):
        browser.get("/settings")
    assert seen() == later
