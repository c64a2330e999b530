"""Numbers of posts: in order, each once, whoever writes at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.forum.actions.posting import reply
from hub.forum.models import Post, Topic
from hub.network.demo import demo_people
from tests.factories.forum import make_category, make_topic

WRITERS = ("focal.oriental", "focal.tanger", "member.oriental", "central")
EACH = 8


def test_writers_at_the_same_moment_get_different_numbers(app: Flask) -> None:
    with app.app_context():
        make_category()
        topic_id = make_topic(demo_people(db.session)["organiser"])

    def write(name: str) -> list[int]:
        with app.app_context():
            actor = demo_people(db.session)[name]
            db.session.rollback()
            return [reply(actor, topic_id, f"Message {index}").number for index in range(EACH)]

    with ThreadPoolExecutor(len(WRITERS)) as pool:
        given = [number for numbers in pool.map(write, WRITERS) for number in numbers]

    assert sorted(given) == list(range(2, 2 + len(WRITERS) * EACH))
    with app.app_context():
        topic = db.session.get(Topic, topic_id)
        assert topic is not None
        assert topic.last_number == topic.posts_count == 1 + len(WRITERS) * EACH
        numbers = db.session.scalars(select(Post.number).where(Post.topic_id == topic_id).order_by(Post.id)).all()
        assert sorted(numbers) == list(range(1, topic.last_number + 1))


def test_the_same_form_sent_twice_at_the_same_moment_makes_one_post(app: Flask) -> None:
    with app.app_context():
        make_category()
        topic_id = make_topic(demo_people(db.session)["organiser"])

    def send(_: int) -> int:
        with app.app_context():
            actor = demo_people(db.session)["focal.tanger"]
            db.session.rollback()
            return reply(actor, topic_id, "Une seule fois.", form_token="jeton-1").number

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, range(4))) == {2}
    with app.app_context():
        topic = db.session.get(Topic, topic_id)
        assert topic is not None
        assert topic.last_number == topic.posts_count == 2
