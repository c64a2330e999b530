"""Sockets: who gets into which room, and who is put out."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIO

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE
from hub.core.db import db
from hub.core.registry import Ref
from hub.network.demo import demo_people
from hub.services import live
from hub.web.live import MOST_ROOMS, serve_sockets
from tests.conftest import SignIn
from tests.factories.forum import make_category, make_reply, make_topic

Connect = Callable[..., Any]


@pytest.fixture
def connect(app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Connect:
    """`connect("partner")`: a socket of that person; messages are heard at once, without a listening thread."""
    plain = app.wsgi_app
    io: SocketIO = serve_sockets(app, "threading")
    monkeypatch.setattr(app, "wsgi_app", plain)
    reach = app.extensions["reach"]
    monkeypatch.setattr(reach, "listen", lambda: None)
    monkeypatch.setattr(app.extensions["live"], "tell", lambda messages: [reach.hear(one) for one in messages])

    def make(local_part: str | None = None) -> Any:
        return io.test_client(app, flask_test_client=sign_in(local_part).client)

    return make


def watch(client: Any, kind: Any, number: Any) -> bool:
    return bool(client.emit("watch", {"kind": kind, "id": number}, callback=True))


def heard(client: Any) -> list[tuple[str, int, int]]:
    return [
        (told["kind"], told["id"], told["version"])
        for event in client.get_received()
        if event["name"] == "changed"
        for told in event["args"]
    ]


@pytest.fixture
def topics(app: Flask) -> dict[str, int]:
    """A public topic and one for members."""
    with app.app_context():
        people = demo_people(db.session)
        make_category("ouverte", audience=PUBLIC_AUDIENCE)
        make_category("membres", audience=MEMBERS_AUDIENCE)
        return {name: make_topic(people["organiser"], category=name) for name in ("ouverte", "membres")}


def test_a_page_hears_of_a_new_message_where_its_reader_may_read(
    app: Flask, connect: Connect, topics: dict[str, int]
) -> None:
    visitor, partner = connect(), connect("partner")
    assert watch(visitor, "topic", topics["ouverte"])
    assert not watch(visitor, "topic", topics["membres"])
    assert watch(partner, "topic", topics["membres"])
    with app.app_context():
        people = demo_people(db.session)
        make_reply(people["organiser"], topics["membres"])
        make_reply(people["organiser"], topics["ouverte"])
    assert heard(visitor) == [("topic", topics["ouverte"], 2)]
    assert heard(partner) == [("topic", topics["membres"], 2)]


def test_only_the_person_hears_of_the_own_inbox(app: Flask, connect: Connect) -> None:
    partner, organiser = connect("partner"), connect("organiser")
    assert not watch(organiser, "/person", 1)
    with app.app_context():
        live.hint_people(db.session, [demo_people(db.session)["partner"].person_id or 0])
        db.session.commit()
    assert heard(partner) == [("inbox", 0, 0)]
    assert heard(organiser) == []


def test_sign_out_ends_the_sockets_of_that_session_only(connect: Connect, sign_in: SignIn, app: Flask) -> None:
    browser = sign_in("partner")
    first = app.extensions["reach"].io.test_client(app, flask_test_client=browser.client)
    second = connect("partner")
    assert browser.post("/logout").status_code == 302
    assert not first.is_connected()
    assert second.is_connected()


def test_other_rights_end_every_socket_of_a_person(app: Flask, connect: Connect) -> None:
    partner, organiser = connect("partner"), connect("organiser")
    with app.app_context():
        live.close_people(db.session, [demo_people(db.session)["partner"].person_id or 0])
        db.session.commit()
    assert not partner.is_connected()
    assert organiser.is_connected()


@pytest.mark.parametrize(
    "wanted", [None, [], {}, {"kind": "topic"}, {"kind": "topic", "id": True}, {"kind": "topic", "id": "1"},
               {"kind": "topic", "id": -1}, {"kind": "topic", "id": 2**63}, {"kind": ["topic"], "id": 1}],
)  # fmt: skip
def test_nonsense_is_refused_and_the_socket_stays(connect: Connect, wanted: Any) -> None:
    client = connect()
    assert not client.emit("watch", wanted, callback=True)
    assert client.is_connected()


def test_a_page_watches_a_bounded_number_of_things(connect: Connect, app: Flask) -> None:
    with app.app_context():
        people = demo_people(db.session)
        make_category("ouverte", audience=PUBLIC_AUDIENCE)
        numbers = [make_topic(people["organiser"], category="ouverte") for _ in range(MOST_ROOMS + 1)]
    client = connect()
    assert watch(client, "topic", numbers[0])
    answers = [watch(client, "topic", number) for number in numbers]
    assert not answers[-1]


def test_figures_may_be_watched_by_anybody(connect: Connect, app: Flask) -> None:
    client = connect()
    assert watch(client, "figures", 0)
    with app.app_context():
        live.hint(db.session, Ref("figures", 0))
        db.session.commit()
    assert heard(client) == [("figures", 0, 0)]
