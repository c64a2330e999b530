"""Atom feeds: valid, public only, the same bytes until something changes."""

from collections.abc import Callable
from datetime import datetime
from xml.etree import ElementTree

from flask import Flask

from hub.core.db import db
from hub.network.demo import demo_people
from tests.conftest import Browser
from tests.factories.forum import make_category, make_reply
from tests.forum.conftest import SmallForum

ATOM = "{http://www.w3.org/2005/Atom}"
REQUIRED = ("id", "title", "updated")


def test_the_feed_is_atom(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    answer = sign_in().get("/forum/feed.atom")
    feed = ElementTree.fromstring(answer.data)  # noqa: S314 - our own output
    assert answer.content_type.startswith("application/atom+xml")
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 1
    for node in (feed, *entries):
        for name in REQUIRED:
            found = node.find(ATOM + name)
            assert found is not None
            assert found.text
        moment = node.findtext(f"{ATOM}updated") or ""
        assert datetime.fromisoformat(moment).tzinfo is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://127.0.0.1:8000/forum/feed.atom"
    assert entries[0].findtext(f"{ATOM}author/{ATOM}name")
    assert "Texte propre à public." in (entries[0].findtext(f"{ATOM}content") or "")


def test_only_public_categories_have_feeds(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    for browser in (sign_in(), sign_in("admin"), sign_in("focal.oriental")):
        whole = browser.get("/forum/feed.atom").text
        for slug in small_forum.topics:
            assert (f"Sujet de {slug}" in whole) is (slug == "public")
            wanted = 200 if slug == "public" else 404
            assert browser.get(f"/forum/categories/{slug}/feed.atom").status_code == wanted


def test_a_copy_that_is_still_good_is_not_sent_again(
    app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]
) -> None:
    browser = sign_in()
    first = browser.get("/forum/feed.atom")
    again = browser.get("/forum/feed.atom")
    assert first.data == again.data
    assert first.headers["Last-Modified"]
    headers = {"If-None-Match": first.headers["ETag"]}
    assert browser.get("/forum/feed.atom", headers=headers).status_code == 304
    with app.app_context():
        make_reply(demo_people(db.session)["central"], small_forum.topics["public"])
    assert browser.get("/forum/feed.atom", headers=headers).status_code == 200


def test_an_empty_category_still_has_a_feed(app: Flask, sign_in: Callable[..., Browser]) -> None:
    with app.app_context():
        make_category("vide", "public")
    answer = sign_in().get("/forum/categories/vide/feed.atom")
    assert answer.status_code == 200
    assert answer.data == sign_in().get("/forum/categories/vide/feed.atom").data
