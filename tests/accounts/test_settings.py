"""Settings: each saved with a message, what was typed stays when refused."""

import pytest
from flask import Flask

from hub.core.db import db
from hub.network.demo import PASSWORD
from hub.services.notifications import Channel, Choices, Frequency, Rhythm, choices_of
from tests.conftest import SignIn
from tests.factories.network import PASSWORD as NEW_PASSWORD
from tests.factories.network import person

PROFILE = {
    "name": "Nouveau nom",
    "handle": "nouveau-nom",
    "job_title": "Chargé",
    "organisation": "",
    "presentation": "Bonjour",
}


def test_the_profile_is_saved(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("partner", language="en")
    assert browser.post("/settings", PROFILE).location == "/settings"
    page = browser.get("/settings").text
    assert "Saved." in page
    assert 'value="Nouveau nom"' in page
    with app.app_context():
        saved = person("partner")
        assert (saved.handle, saved.job_title, saved.presentation) == ("nouveau-nom", "Chargé", "Bonjour")
        assert (saved.organisation_id, saved.name_key) == (None, "nouveau nom")


def test_forms_about_a_person_begin_with_their_organisation(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        found = person("focal.oriental")
        chosen, person_id = f'<option selected value="{found.organisation_id}">', found.id
        assert found.organisation_id
    owner = sign_in("focal.oriental")
    for page in (
        owner.get("/settings"),
        owner.get("/welcome/region"),
        sign_in("admin").get(f"/admin/people/{person_id}"),
    ):
        assert chosen in page.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "  "}, "Enter your name."),
        ({"name": "x" * 121}, "Use at most 120 characters."),
        ({"handle": "Pas Valide!"}, "Use small Latin letters"),
        ({"handle": "admin"}, "Somebody has this handle already."),
        ({"organisation": "12345"}, "Choose an organisation of the list."),
        ({"organisation": "abc"}, "Choose an organisation of the list."),
        ({"presentation": "x" * 2001}, "Use at most 2,000 characters."),
    ],
)
def test_a_refused_profile_says_why_and_keeps_what_was_typed(
    app: Flask, sign_in: SignIn, changes: dict[str, str], message: str
) -> None:
    answer = sign_in("partner", language="en").post("/settings", {**PROFILE, **changes})
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="Chargé"' in answer.text
    with app.app_context():
        assert person("partner").job_title == "Technical cooperation"


def test_the_language_setting_takes_over_from_an_earlier_link(sign_in: SignIn) -> None:
    browser = sign_in("partner", language="fr")
    assert 'lang="fr"' in browser.get("/settings/language").text
    answer = browser.post("/settings/language", {"language": "ar", "zone": "Africa/Casablanca", "theme_mode": "dark"})
    assert answer.status_code == 302
    page = browser.get("/settings").text
    assert '<html lang="ar" dir="rtl" data-theme="dark"' in page


def test_hours_follow_the_time_zone(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("partner")
    browser.post("/settings/language", {"language": "fr", "zone": "Asia/Kathmandu", "theme_mode": "auto"})
    assert "UTC+5:45" in browser.get("/settings/devices").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"language": "zz"}, "Choose a language of the list."),
        ({"zone": "Mars/Olympus"}, "Choose a time zone of the list"),
        ({"zone": "../etc/passwd"}, "Choose a time zone of the list"),
        ({"theme_mode": "pink"}, "Choose one of the list."),
    ],
)
def test_an_unknown_choice_is_refused(sign_in: SignIn, changes: dict[str, str], message: str) -> None:
    typed = {"language": "fr", "zone": "Africa/Casablanca", "theme_mode": "auto", **changes}
    answer = sign_in("partner", language="en").post("/settings/language", typed)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{typed["zone"]}"' in answer.text


def test_changing_the_password_asks_for_the_present_one_and_signs_others_out(sign_in: SignIn) -> None:
    other, browser = sign_in("partner"), sign_in("partner", language="en")
    wrong = browser.post("/settings/password", {"current_password": "no", "new_password": NEW_PASSWORD})
    assert wrong.status_code == 422
    assert "This is not your present password." in wrong.text
    weak = browser.post("/settings/password", {"current_password": PASSWORD, "new_password": "partner@demo.example"})
    assert weak.status_code == 422
    assert other.get("/settings").status_code == 200
    done = browser.post("/settings/password", {"current_password": PASSWORD, "new_password": NEW_PASSWORD})
    assert done.status_code == 302
    assert browser.get("/settings").status_code == 200
    assert other.get("/settings").status_code == 302
    assert sign_in().post("/login", {"email": "partner@demo.example", "password": NEW_PASSWORD}).status_code == 302


def test_guessing_the_present_password_is_slowed_like_sign_in(sign_in: SignIn) -> None:
    browser = sign_in("partner")
    for _ in range(5):
        browser.post("/settings/password", {"current_password": "no", "new_password": NEW_PASSWORD})
    answer = browser.post("/settings/password", {"current_password": PASSWORD, "new_password": NEW_PASSWORD})
    assert answer.status_code == 429


RHYTHM = {"frequency": "weekly", "hour": "9", "weekday": "3"}


def test_the_digest_and_the_channel_of_each_kind_are_chosen(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("partner", language="en")
    chosen = {
        "channel-forum.reply": "immediate",
        "channel-forum.mention": "off",
        "channel-decisions.assigned": "digest",
    }
    assert browser.post("/settings/notifications", {**RHYTHM, **chosen}).status_code == 302
    with app.app_context():
        choices = choices_of(db.session, person("partner").id)
    assert choices.rhythm == Rhythm(Frequency.WEEKLY, 9, 3)
    assert choices.channels == {"forum.reply": Channel.IMMEDIATE, "forum.mention": Channel.OFF}, (
        "a default is no choice"
    )
    page = browser.get("/settings/notifications").text
    assert '<option selected value="9">' in page
    assert page.count('<option value="off" selected>') == 1
    browser.post("/settings/notifications", {**RHYTHM, "channel-forum.mention": "immediate"})
    with app.app_context():
        assert choices_of(db.session, person("partner").id).channels == {"forum.reply": Channel.IMMEDIATE}


@pytest.mark.parametrize(
    "changes",
    [
        {"frequency": "hourly"},
        {"hour": "24"},
        {"hour": "-1"},
        {"weekday": "7"},
        {"channel-forum.reply": "pigeon"},
        {"channel-forum.unknown": "off"},
    ],
)
def test_an_unknown_choice_about_notifications_changes_nothing(
    app: Flask, sign_in: SignIn, changes: dict[str, str]
) -> None:
    answer = sign_in("partner", language="en").post("/settings/notifications", {**RHYTHM, **changes})
    assert answer.status_code == 422
    assert "Choose one of the list." in answer.text
    with app.app_context():
        assert choices_of(db.session, person("partner").id) == Choices()
