"""The inbox."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.network.demo import demo_people
from hub.services.notifications import Notification, NotificationKind, notify, register_kind
from hub.services.notifications.kinds import _kinds
from tests.conftest import SignIn
from tests.factories.network import person

KIND = "test.greeting"
Send = Callable[..., int]


@pytest.fixture(autouse=True)
def greeting() -> Iterator[None]:
    register_kind(
        NotificationKind(KIND, lazy_gettext("Greetings"), lambda told: f"{told['actor']} : {told.get('word', '')}")
    )
    yield
    _kinds.pop(KIND)


@pytest.fixture
def send(app: Flask) -> Send:
    """Committed; returns the notification's id."""

    def sending(to: str, by: str = "admin", **data: str) -> int:
        with app.app_context():
            people = demo_people(db.session)
            ref = Ref("person", people[by].person_id or 0)
            notify(db.session, KIND, [people[to].person_id or 0], ref, people[by], **data)
            db.session.commit()
            return int(db.session.query(db.func.max(Notification.id)).scalar() or 0)

    return sending


def unread(app: Flask, local_part: str) -> int:
    with app.app_context():
        return person(local_part).unread_notifications


def test_a_notification_is_told_counted_and_followed(app: Flask, sign_in: SignIn, send: Send) -> None:
    number = send("partner", word="<b>Bonjour</b>")
    browser = sign_in("partner")
    page = browser.get("/inbox").text
    assert "&lt;b&gt;Bonjour&lt;/b&gt;" in page
    assert "\u2068Administration de la plateforme\u2069" in page
    assert 'class="unread-count"' in page
    answer = browser.get(f"/inbox/{number}")
    assert (answer.status_code, answer.location) == (302, "/people/admin")
    assert unread(app, "partner") == 0
    assert 'class="unread-count"' not in browser.get("/inbox").text
    assert "Bonjour" not in browser.get("/inbox?show=unread").text
    assert "Bonjour" in browser.get("/inbox").text


def test_an_address_given_along_is_where_it_leads(sign_in: SignIn, send: Send) -> None:
    number = send("partner", address="/forum/topics/1#post-3")
    assert sign_in("partner").get(f"/inbox/{number}").location == "/forum/topics/1#post-3"


def test_one_and_all_are_marked_as_read(app: Flask, sign_in: SignIn, send: Send) -> None:
    first = send("partner")
    send("partner")
    send("partner")
    browser = sign_in("partner")
    assert browser.post(f"/inbox/{first}/reading").status_code == 302
    assert browser.post(f"/inbox/{first}/reading").status_code == 302
    assert unread(app, "partner") == 2
    assert browser.post("/inbox/reading").status_code == 302
    assert unread(app, "partner") == 0


def test_an_inbox_is_ones_own(app: Flask, sign_in: SignIn, send: Send) -> None:
    number = send("partner", word="secret")
    stranger = sign_in("central")
    assert "secret" not in stranger.get("/inbox").text
    assert stranger.get(f"/inbox/{number}").status_code == 404
    assert stranger.post(f"/inbox/{number}/reading").status_code == 404
    assert unread(app, "partner") == 1


def test_what_is_hidden_meanwhile_is_neither_named_nor_opened(app: Flask, sign_in: SignIn, send: Send) -> None:
    number = send("partner", by="focal.oriental", word="titre")
    with app.app_context():
        person("focal.oriental").in_directory = False
        db.session.commit()
    browser = sign_in("partner")
    assert "titre" not in browser.get("/inbox").text
    assert browser.get(f"/inbox/{number}").status_code == 404
