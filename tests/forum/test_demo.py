"""The demo's threads: in two languages, consistent, partly unread, safe to show to visitors."""

import re

from flask import Flask
from sqlalchemy import func, select

from hub.core import clock
from hub.core.access import VISITOR
from hub.core.db import db, one_transaction
from hub.forum.demo import load_demo
from hub.forum.models import Post, PostRevision, Topic
from hub.forum.queries import latest_topics, questions_for_region, unread_topics
from hub.forum.reference import load_reference
from hub.network.demo import demo_people


def test_the_demo_is_alive(context: Flask) -> None:
    with one_transaction():
        load_reference(db.session)
        load_demo(demo_people(db.session))
    people = demo_people(db.session)
    topics = db.session.scalars(select(Topic)).all()
    languages = dict(db.session.execute(select(Post.language, func.count()).group_by(Post.language)).all())
    assert len(topics) >= 14
    assert sum(topic.language == "ar" for topic in topics) >= 4
    assert languages["fr"] > 20
    assert languages["ar"] > 15
    assert db.session.scalar(select(func.count()).select_from(PostRevision)) >= 1
    assert any(topic.is_closed for topic in topics)
    assert any(topic.pinned for topic in topics)
    assert sum(topic.accepted_number is not None for topic in topics) >= 4
    assert len(latest_topics(db.session, VISITOR, 20)) >= 5
    assert unread_topics(db.session, people["focal.oriental"])
    assert questions_for_region(db.session, people["focal.souss-massa"], ["09"])
    for topic in topics:
        assert topic.last_post_at < clock.utcnow()
        numbers = db.session.scalars(
            select(Post.number).where(Post.topic_id == topic.id).order_by(Post.created_at)
        ).all()
        assert numbers == list(range(1, topic.last_number + 1))
        assert topic.posts_count == topic.last_number


def test_every_mention_of_the_demo_is_somebody(context: Flask) -> None:
    with one_transaction():
        load_reference(db.session)
        load_demo(demo_people(db.session))
    for source, html in db.session.execute(select(Post.source, Post.html)):
        for handle in re.findall(r"(?<!\w)@([a-z][a-z-]+[a-z])", source):
            assert f'href="/people/{handle}"' in html, handle
