"""Watching from a thing's page."""

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.registry import Ref
from hub.forum.models import Category
from hub.network.demo import demo_people
from hub.services.notifications import Level, level_of
from tests.conftest import SignIn
from tests.factories import events, library
from tests.factories.forum import make_category, make_topic


@pytest.fixture
def pages(app: Flask) -> dict[str, tuple[str, int]]:
    """Address and id of one thing of each kind that is watched."""
    with app.app_context():
        people = demo_people(db.session)
        category = make_category()
        topic = make_topic(people["admin"])
        event = events.event(people["organiser"])
        practice = library.published(people)
        return {
            "category": ("/forum/categories/questions", category.id),
            "topic": (f"/forum/topics/{topic}", topic),
            "event": (f"/events/{event.id}", event.id),
            "practice": (f"/library/{practice.id}", practice.id),
        }


def level(app: Flask, kind: str, id_: int) -> Level | None:
    with app.app_context():
        return level_of(db.session, demo_people(db.session)["partner"], Ref(kind, id_))


def test_each_page_offers_it_and_the_settings_list_it(
    app: Flask, sign_in: SignIn, pages: dict[str, tuple[str, int]]
) -> None:
    browser, visitor = sign_in("partner", language="en"), sign_in()
    for kind, (address, id_) in pages.items():
        assert 'action="/watching"' in browser.get(address, follow_redirects=True).text, kind
        assert 'action="/watching"' not in visitor.get(address, follow_redirects=True).text, kind
        answer = browser.post("/watching", {"kind": kind, "id": id_, "level": "all", "next": address})
        assert (answer.status_code, answer.location) == (302, address)
        assert level(app, kind, id_) is Level.ALL
    listed = browser.get("/settings/watching").text
    assert listed.count('<option value="all" selected>') == len(pages)
    assert "Un guichet communal" in listed
    browser.post("/watching", {"kind": "topic", "id": pages["topic"][1], "level": "", "next": "https://evil.example/"})
    assert level(app, "topic", pages["topic"][1]) is None


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "topic", "id": "1", "level": "everything"}, 422),
        ({"kind": "topic", "id": "999", "level": "all"}, 404),
        ({"kind": "person", "id": "1", "level": "all"}, 404),
        ({"kind": "topic", "id": "one", "level": "all"}, 404),
        ({}, 302),
    ],
)
def test_what_cannot_be_watched_is_refused(sign_in: SignIn, sent: dict[str, str], status: int) -> None:
    assert sign_in("partner").post("/watching", sent).status_code == status


def test_what_is_hidden_is_not_watched_and_not_listed(
    app: Flask, sign_in: SignIn, pages: dict[str, tuple[str, int]]
) -> None:
    browser = sign_in("partner", language="en")
    browser.post("/watching", {"kind": "category", "id": pages["category"][1], "level": "mute"})
    with app.app_context():
        db.session.get_one(Category, pages["category"][1]).audience = "region:02"
        db.session.commit()
    assert "Category questions" not in browser.get("/settings/watching").text
    for level_, status in (("all", 404), ("", 302)):
        sent = {"kind": "category", "id": pages["category"][1], "level": level_}
        assert browser.post("/watching", sent).status_code == status
