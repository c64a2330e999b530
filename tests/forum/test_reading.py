"""Unread: by number of the post, moved by reading, never back by itself."""

from collections.abc import Callable

from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import db
from hub.forum.actions.reading import mark_all_read, mark_unread_from, remember
from hub.forum.models import ReadPosition, Topic
from hub.forum.queries import unread_topics
from hub.forum.queries.lists import View, of_view
from hub.network.demo import DemoPeople, demo_people
from tests.conftest import Browser
from tests.factories.forum import make_category, make_replies, make_topic
from tests.forum.conftest import SmallForum


def _position(actor: Actor, topic_id: int) -> int | None:
    db.session.rollback()
    return db.session.scalar(
        select(ReadPosition.last_number).where(
            ReadPosition.person_id == actor.person_id, ReadPosition.topic_id == topic_id
        )
    )


def test_opening_a_page_reads_what_it_shows(app: Flask, sign_in: Callable[..., Browser]) -> None:
    with app.app_context():
        people = demo_people(db.session)
        make_category()
        topic_id = make_topic(people["organiser"])
        make_replies(people["organiser"], topic_id, 29)
        reader = people["focal.tanger"]
    browser = sign_in("focal.tanger")
    for query, expected in (("", 20), ("?from=21", 30), ("", 30)):
        browser.get(f"/forum/topics/{topic_id}{query}", buffered=True)
        with app.app_context():
            assert _position(reader, topic_id) == expected


def test_nothing_is_written_when_nothing_new_was_shown(
    app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]
) -> None:
    topic_id = small_forum.topics["public"]
    browser = sign_in("focal.tanger")
    browser.get(f"/forum/topics/{topic_id}", buffered=True)
    with app.app_context():
        before = db.session.scalars(select(ReadPosition.read_at).where(ReadPosition.topic_id == topic_id)).all()
    browser.get(f"/forum/topics/{topic_id}", buffered=True)
    sign_in().get(f"/forum/topics/{topic_id}", buffered=True)
    browser.client.head(f"/forum/topics/{topic_id}", buffered=True)
    with app.app_context():
        after = db.session.scalars(select(ReadPosition.read_at).where(ReadPosition.topic_id == topic_id)).all()
    assert before == after


def test_a_prefetch_reads_nothing(app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    topic_id = small_forum.topics["public"]
    sign_in("focal.tanger").get(f"/forum/topics/{topic_id}", buffered=True, headers={"Sec-Purpose": "prefetch"})
    with app.app_context():
        assert _position(demo_people(db.session)["focal.tanger"], topic_id) is None


def test_positions_never_go_back_by_themselves(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    reader = people["focal.tanger"]
    for number, expected in ((3, 3), (1, 3), (5, 5)):
        remember(db.session, reader, topic_id, number)
        db.session.commit()
        assert _position(reader, topic_id) == expected


def test_unread_counts_and_opens_the_first(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    reader = people["focal.tanger"]
    remember(db.session, reader, topic_id, 1)
    db.session.commit()
    assert unread_topics(db.session, reader) == []
    make_replies(people["organiser"], topic_id, 3)
    (row,) = unread_topics(db.session, reader)
    assert row.unread == 3
    assert row.unread_address == f"/forum/topics/{topic_id}?post=2#post-2"
    assert unread_topics(db.session, people["organiser"]) == []


def test_the_page_marks_what_is_new(app: Flask, small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    topic_id = small_forum.topics["public"]
    browser = sign_in("focal.tanger")
    browser.get(f"/forum/topics/{topic_id}", buffered=True)
    with app.app_context():
        make_replies(demo_people(db.session)["central"], topic_id, 2)
    page = BeautifulSoup(browser.get(f"/forum/topics/{topic_id}").text, "html.parser")
    mark = page.select_one("#new")
    assert mark is not None
    following = mark.find_next_sibling("article")
    assert following is not None
    assert following["id"] == "post-2"
    assert page.select_one('.topic-head a[href$="?post=2#post-2"]') is not None


def test_everything_is_marked_read_at_once(people: DemoPeople) -> None:
    make_category("a")
    make_category("b")
    reader = people["focal.tanger"]
    ids = [make_topic(people["organiser"], slug) for slug in ("a", "a", "b")]
    make_replies(people["organiser"], ids[0], 2)
    category_id = db.session.scalar(select(Topic.category_id).where(Topic.id == ids[0]))
    mark_all_read(reader, category_id)
    assert {row.id for row in unread_topics(db.session, reader)} == {ids[2]}
    assert _position(reader, ids[0]) == 3
    mark_all_read(reader)
    assert of_view(db.session, reader, View.UNREAD).items == []


def test_marking_read_touches_only_what_one_sees(people: DemoPeople) -> None:
    make_category("oriental", "region:02")
    topic_id = make_topic(people["focal.oriental"], "oriental")
    mark_all_read(people["focal.tanger"])
    assert _position(people["focal.tanger"], topic_id) is None


def test_a_topic_can_be_put_back_among_the_unread(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    make_replies(people["organiser"], topic_id, 4)
    mark_all_read(people["focal.tanger"])
    mark_unread_from(people["focal.tanger"], topic_id, 4)
    (row,) = unread_topics(db.session, people["focal.tanger"])
    assert row.unread == 2


def test_writing_reads_up_to_ones_own_post(people: DemoPeople) -> None:
    make_category()
    topic_id = make_topic(people["organiser"])
    make_replies(people["focal.tanger"], topic_id, 2)
    assert _position(people["focal.tanger"], topic_id) == 3
    assert _position(people["organiser"], topic_id) == 1
