"""Removing leaves a place, takes the words away everywhere, and can be undone."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.core.errors import Forbidden
from hub.forum.actions.removing import remove_post, restore_post
from hub.forum.models import Post, Topic
from hub.network.demo import DemoPeople, demo_people
from tests.conftest import Browser
from tests.factories.forum import make_category, make_reply, make_topic
from tests.forum.conftest import SmallForum


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("focal.tanger", True), ("organiser", True), ("admin", True), ("focal.oriental", False), ("central", False)],
)
def test_the_author_and_facilitators_remove(people: DemoPeople, name: str, allowed: bool) -> None:
    make_category()
    topic_id = make_topic(people["focal.oriental"])
    make_reply(people["focal.tanger"], topic_id)
    post_id = db.session.scalars(select(Post.id).where(Post.number == 2)).one()
    if not allowed:
        with pytest.raises(Forbidden):
            remove_post(people[name], post_id)
        return
    remove_post(people[name], post_id)
    remove_post(people[name], post_id)
    topic = db.session.get(Topic, topic_id, populate_existing=True)
    assert topic is not None
    assert (topic.posts_count, topic.last_number) == (1, 2)


def test_an_author_does_not_undo_a_facilitators_removal(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["focal.oriental"])
    make_reply(people["focal.tanger"], topic_id)
    post_id = db.session.scalars(select(Post.id).where(Post.number == 2)).one()
    remove_post(people["organiser"], post_id)
    with pytest.raises(Forbidden):
        restore_post(people["focal.tanger"], post_id)
    restore_post(people["organiser"], post_id)
    topic = db.session.get(Topic, topic_id, populate_existing=True)
    assert topic is not None
    assert topic.posts_count == 2


def test_focal_points_look_after_their_teams_space(people: DemoPeople) -> None:
    make_category("oriental", "region:02")
    topic_id = make_topic(people["focal.oriental"], "oriental")
    make_reply(people["member.oriental"], topic_id)
    remove_post(people["focal.oriental"], db.session.scalars(select(Post.id).where(Post.number == 2)).one())


def test_the_words_are_gone_and_the_place_stays(
    app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]
) -> None:
    topic_id = small_forum.topics["public"]
    with app.app_context():
        people = demo_people(db.session)
        make_reply(people["focal.tanger"], topic_id, "Un mot de trop : zanzibar.")
        make_reply(people["central"], topic_id, "La suite.")
        post_id = db.session.scalars(select(Post.id).where(Post.number == 2)).one()
    browser = sign_in("focal.tanger")
    assert browser.get(f"/forum/posts/{post_id}/removal").status_code == 200
    assert browser.post(f"/forum/posts/{post_id}/removal", {"state": "on"}).status_code == 302
    page = BeautifulSoup(browser.get(f"/forum/topics/{topic_id}").text, "html.parser")
    assert [post["id"] for post in page.select("article.post")] == ["post-1", "post-2", "post-3"]
    for reader in (browser, sign_in(), sign_in("admin")):
        assert "zanzibar" not in reader.get(f"/forum/topics/{topic_id}").text
        assert "zanzibar" not in reader.get("/forum/feed.atom").text
        assert "zanzibar" not in reader.get(f"/forum/topics/{topic_id}?quote=2").text
        assert reader.get(f"/forum/posts/{post_id}/history").status_code == 404
    browser.post(f"/forum/posts/{post_id}/removal", {"state": "off"})
    assert "zanzibar" in sign_in().get(f"/forum/topics/{topic_id}").text
