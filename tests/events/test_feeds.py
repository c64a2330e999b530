"""Calendars to subscribe to."""

import gzip
from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from hub.core.clock import frozen, utcnow
from hub.core.db import db
from hub.core.multilingual import MultilingualText
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.feeds import MOST
from hub.events.actions.saving import edit_event
from hub.events.models import CalendarFeed, Event
from hub.network.demo import demo_people
from hub.network.models import Person
from tests.conftest import Browser, SignIn
from tests.factories import events as make

PUBLIC = "/events/calendar.ics"
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def two_events(app: Flask) -> list[int]:
    """A public event and one for members."""
    soon = make.schedule((utcnow() + timedelta(days=20)).date())
    with app.app_context():
        organiser = demo_people(db.session)["organiser"]
        public = make.event(organiser, schedule=soon, call_link="https://visio.example/x")
        members = make.event(
            organiser, schedule=soon, audience="members", title=MultilingualText(fr="Pour les membres")
        )
        make.event(organiser, schedule=soon, publish=False, title=MultilingualText(fr="Brouillon"))
        return [public.id, members.id]


def titles(body: bytes) -> list[str]:
    return sorted(str(one["SUMMARY"]) for one in Calendar.from_ical(body).walk("VEVENT"))


def opened(browser: Browser) -> str:
    """The path of a new personal calendar."""
    page = browser.post("/events/feed", {"label": "Mon téléphone"}).text
    return "/events/feed/" + page.partition("/events/feed/")[2].partition("<")[0]


@pytest.mark.usefixtures("two_events")
def test_the_public_calendar_holds_what_visitors_see(sign_in: SignIn) -> None:
    answer = sign_in("admin").get(PUBLIC, headers=PLAIN)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert titles(answer.data) == ["Atelier d’essai"]
    assert b"visio.example" not in answer.data
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in answer.data
    assert titles(sign_in().get(PUBLIC + "?lang=ar", headers=PLAIN).data) == ["ورشة تجريبية"]


@pytest.mark.usefixtures("two_events")
def test_bytes_are_stable_and_clients_may_keep_theirs(sign_in: SignIn) -> None:
    first = sign_in().get(PUBLIC, headers=PLAIN)
    later = sign_in("partner").get(PUBLIC, headers=PLAIN)
    assert first.data == later.data
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert sign_in().get(PUBLIC, headers={**PLAIN, "If-None-Match": tag}).status_code == 304
    since = {**PLAIN, "If-Modified-Since": first.headers["Last-Modified"]}
    assert sign_in().get(PUBLIC, headers=since).status_code == 304


@pytest.mark.usefixtures("two_events")
def test_compressed_bytes_have_their_own_tag(sign_in: SignIn) -> None:
    plain, packed = sign_in().get(PUBLIC, headers=PLAIN), sign_in().get(PUBLIC, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert sign_in().get(PUBLIC, headers=again).status_code == 304


def test_a_change_is_seen_at_once(app: Flask, sign_in: SignIn, two_events: list[int]) -> None:
    before = sign_in().get(PUBLIC, headers=PLAIN)
    with app.app_context():
        organiser = demo_people(db.session)["organiser"]
        event = db.session.get_one(Event, two_events[0])
        edit_event(organiser, event.id, make.draft(schedule=event.schedule, place="Nador"), event.version)
    after = sign_in().get(PUBLIC, headers={**PLAIN, "If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert b"LOCATION:Nador" in after.data
    assert b"SEQUENCE:1" in after.data


def test_cancelled_events_stay_thirty_days(app: Flask, sign_in: SignIn, two_events: list[int]) -> None:
    with app.app_context():
        cancel_event(demo_people(db.session)["organiser"], two_events[0], "Reporté")
    with frozen(utcnow() + timedelta(days=29)):
        kept = sign_in().get(PUBLIC, headers=PLAIN)
        assert b"STATUS:CANCELLED" in kept.data
    with frozen(utcnow() + timedelta(days=31)):
        gone = sign_in().get(PUBLIC, headers={**PLAIN, "If-Modified-Since": kept.headers["Last-Modified"]})
        assert gone.status_code == 200
        assert titles(gone.data) == []


def test_old_events_leave_the_window(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        organiser = demo_people(db.session)["organiser"]
        for days, title in ((-300, "Il y a peu"), (-500, "Il y a longtemps"), (900, "Trop loin")):
            when = make.schedule((utcnow() + timedelta(days=days)).date(), start=None)
            make.event(organiser, schedule=when, title=MultilingualText(fr=title))
    assert titles(sign_in().get(PUBLIC, headers=PLAIN).data) == ["Il y a peu"]


@pytest.mark.usefixtures("two_events")
def test_a_personal_calendar_holds_what_its_owner_sees(app: Flask, sign_in: SignIn) -> None:
    path = opened(sign_in("partner"))
    answer = sign_in().get(path, headers=PLAIN)
    assert titles(answer.data) == ["Atelier d’essai", "Pour les membres"]
    assert b"visio.example" in answer.data
    assert b"ATTENDEE" not in answer.data
    assert "private" in answer.headers["Cache-Control"]
    with app.app_context():
        token = path.removeprefix("/events/feed/").removesuffix(".ics")
        assert len(token) >= 22
        assert token not in db.session.query(CalendarFeed).one().token_hash


@pytest.mark.usefixtures("two_events")
def test_a_revoked_address_and_a_suspended_owner_answer_nothing(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("partner")
    path, other = opened(browser), opened(browser)
    assert sign_in("focal.tanger").post("/events/feed/1/revocation").status_code == 404
    assert browser.post("/events/feed/1/revocation").status_code == 302
    assert sign_in().get(path).status_code == 404
    assert sign_in().get(other).status_code == 200
    with app.app_context():
        db.session.query(Person).filter_by(email="partner@demo.example").one().suspended_at = utcnow()
        db.session.commit()
    assert sign_in().get(other).status_code == 404
    assert sign_in().get("/events/feed/nonsense.ics").status_code == 404


def test_the_token_is_shown_once_and_never_logged(sign_in: SignIn, capsys: pytest.CaptureFixture[str]) -> None:
    browser = sign_in("partner")
    path = opened(browser)
    token = path.removeprefix("/events/feed/").removesuffix(".ics")
    assert token not in browser.get("/events/feed").text
    sign_in().get(path)
    written = capsys.readouterr()
    assert token not in written.err + written.out


def test_addresses_are_limited(sign_in: SignIn) -> None:
    browser = sign_in("partner")
    for _ in range(MOST):
        assert browser.post("/events/feed", {"label": "x"}).status_code == 201
    assert browser.post("/events/feed", {"label": "x"}).status_code == 422


def test_the_file_of_one_event(app: Flask, sign_in: SignIn, two_events: list[int]) -> None:
    path = f"/events/{two_events[0]}.ics"
    answer = sign_in().get(path)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert titles(answer.data) == ["Atelier d’essai"]
    assert sign_in().get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert sign_in().get(f"/events/{two_events[1]}.ics").status_code == 404
