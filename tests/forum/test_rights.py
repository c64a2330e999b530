"""Role by audience: pages, lists, feeds, queries, cards, search and actions agree."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.core.access import VISITOR, Actor
from hub.core.db import db
from hub.core.errors import NotFound
from hub.core.registry import Ref, registry
from hub.forum.actions.concluding import close_topic, pin_topic
from hub.forum.actions.posting import reply
from hub.forum.models import Post, Topic
from hub.forum.queries import latest_topics, region_questions
from hub.forum.queries.lists import View, of_view
from hub.forum.visibility import visible_posts
from hub.network.demo import demo_people
from tests.conftest import Browser
from tests.forum.conftest import SmallForum, fill_forum

SEES = {
    None: {"public"},
    "partner": {"public", "members", "group"},
    "member.oriental": {"public", "members", "oriental"},
    "focal.oriental": {"public", "members", "oriental"},
    "focal.souss-massa": {"public", "members", "souss", "group"},
    "focal.tanger": {"public", "members"},
    "organiser": {"public", "members"},
    "central": {"public", "members"},
    "admin": {"public", "members", "oriental", "souss", "group"},
}
ALL = SEES["admin"]


@pytest.mark.parametrize("role", SEES)
def test_pages_show_what_the_audience_allows(
    small_forum: SmallForum, sign_in: Callable[..., Browser], role: str | None
) -> None:
    browser = sign_in(role)
    lists = browser.get("/forum/").text
    for slug, topic_id in small_forum.topics.items():
        wanted = 200 if slug in SEES[role] else 404
        assert browser.get(f"/forum/topics/{topic_id}").status_code == wanted, slug
        assert browser.get(f"/forum/topics/{topic_id}-un-sujet").status_code == wanted, slug
        assert browser.get(f"/forum/categories/{slug}").status_code == wanted, slug
        assert browser.get(f"/forum/posts/{_first_post(topic_id, small_forum)}/history").status_code == wanted, slug
        assert (f"Sujet de {slug}" in lists) is (slug in SEES[role]), slug
        assert (f"/forum/categories/{slug}" in lists) is (slug in SEES[role]), slug


def _first_post(topic_id: int, forum: SmallForum) -> int:
    """Posts are made in the order of the topics, one each."""
    return sorted(forum.topics.values()).index(topic_id) + 1


def test_hidden_and_missing_look_the_same(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    browser = sign_in("focal.tanger")
    hidden = browser.get(f"/forum/topics/{small_forum.topics['oriental']}")
    missing = browser.get("/forum/topics/999999")
    assert hidden.status_code == missing.status_code == 404
    assert _without_ids(hidden.text, small_forum.topics["oriental"]) == _without_ids(missing.text, 999999)


def _without_ids(page: str, number: int) -> str:
    lines = (line for line in page.splitlines() if "csrf_token" not in line and "<code>" not in line)
    return "\n".join(lines).replace(f"/forum/topics/{number}", "/forum/topics/N")


@pytest.mark.parametrize("role", SEES)
def test_queries_cards_and_search_agree(context: Flask, role: str | None) -> None:
    forum = fill_forum()
    reader: Actor = demo_people(db.session)[role] if role else VISITOR
    titles = {f"Sujet de {slug}" for slug in SEES[role]}
    assert {row.title for row in latest_topics(db.session, reader, 50)} == titles
    for view in (View.RECENT, View.UNANSWERED):
        assert {row.title for row in of_view(db.session, reader, view).items} == titles
    refs = {Ref("topic", topic_id) for topic_id in forum.topics.values()}
    assert {card.title for card in registry.cards(db.session, refs, reader).values()} == titles
    posts = {Ref("post", post_id) for post_id in db.session.scalars(select(Post.id))}
    assert {card.title for card in registry.cards(db.session, posts, reader).values()} == titles
    count = db.session.scalar(select(func.count()).select_from(Post).where(visible_posts(reader)))
    assert count == len(titles)


@pytest.mark.parametrize("role", SEES)
def test_what_is_hidden_cannot_be_acted_on(context: Flask, role: str | None) -> None:
    forum = fill_forum()
    actor: Actor = demo_people(db.session)[role] if role else VISITOR
    for slug in ALL - SEES[role]:
        topic_id = forum.topics[slug]
        for act in (
            lambda topic_id=topic_id: reply(actor, topic_id, "Bonjour"),
            lambda topic_id=topic_id: close_topic(actor, topic_id),
            lambda topic_id=topic_id: pin_topic(actor, topic_id, True),
        ):
            with pytest.raises(NotFound):
                act()
    assert db.session.scalar(select(func.count()).select_from(Post)) == len(ALL)


def test_region_questions_of_a_private_space_stay_private(context: Flask) -> None:
    forum = fill_forum()
    people = demo_people(db.session)
    private = db.session.get(Topic, forum.topics["oriental"])
    assert private is not None
    private.region_codes = ["02"]
    db.session.commit()
    assert region_questions(db.session, VISITOR, ["02"]) == []
    assert region_questions(db.session, people["focal.tanger"], ["02"]) == []


def test_visitors_are_asked_to_sign_in_before_they_write(
    small_forum: SmallForum, sign_in: Callable[..., Browser]
) -> None:
    browser = sign_in()
    assert browser.get("/forum/new").headers["Location"].startswith("/login?next=/forum/new")
    answer = browser.post(f"/forum/topics/{small_forum.topics['public']}/posts", {"source": "Gardez ceci."})
    assert answer.status_code == 401
    assert "Gardez ceci." in answer.text
