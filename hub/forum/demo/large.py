"""The load set: 20,000 topics and 200,000 posts, inserted in bulk. The texts are the demo's, cooked once each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import yaml
from sqlalchemy import func, insert, select, update

from hub.core import clock
from hub.core.db import db
from hub.core.ids import slugify
from hub.forum.demo.threads import THREADS
from hub.forum.models import Category, Post, Topic, TopicKind, TopicRegion, TopicTheme
from hub.network.models import Person, Theme
from hub.services.text import RENDERER_VERSION, cook, detect_language

TOPICS = 20_000
POSTS = 200_000
LONGEST = 2_000
"""Posts of the first topic: a long thread must open as fast as a short one."""

CHUNK = 5_000
SPAN = timedelta(days=1_000)
REGIONS = tuple(f"{code:02d}" for code in range(1, 13))
KINDS = (TopicKind.DISCUSSION, TopicKind.QUESTION, TopicKind.QUESTION, TopicKind.CALL)


@dataclass(frozen=True, slots=True)
class Body:
    source: str
    html: str
    language: str


def load_large() -> None:
    """Add the load set (not committed). The same every time."""
    random = Random(2026)  # noqa: S311 - repeatable, not secret
    bodies, titles = _texts()
    ground = _Ground(
        people=list(db.session.scalars(select(Person.id).order_by(Person.id))),
        categories=list(db.session.scalars(select(Category.id).where(~Category.audience.contains(":")))),
        themes=list(db.session.scalars(select(Theme.code).order_by(Theme.position))),
        first_id=(db.session.scalar(select(func.max(Topic.id))) or 0) + 1,
        now=clock.utcnow(),
    )
    topics = list(_topics(random, ground, titles))
    for rows in _chunks(topics):
        db.session.execute(insert(Topic), rows)
        db.session.execute(insert(TopicTheme), [_theme(row) for row in rows])
        db.session.execute(insert(TopicRegion), [_region(row) for row in rows])
    for rows in _chunks(_posts(random, ground, topics, bodies)):
        db.session.execute(insert(Post), rows)
    _count_again()
    _move_sequences()


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the load set is tied to."""

    people: Sequence[int]
    categories: Sequence[int]
    themes: Sequence[str]
    first_id: int
    now: datetime


def _texts() -> tuple[list[Body], list[str]]:
    threads = yaml.safe_load(THREADS.read_text(encoding="utf-8"))["topics"]
    sources = [post["text"] for thread in threads for post in thread["posts"]]
    bodies = []
    for source in sources:
        language = detect_language(source, fallback="fr")
        bodies.append(Body(source, cook(source, language=language).html, language))
    return bodies, [thread["title"] for thread in threads]


def _topics(random: Random, ground: _Ground, titles: Sequence[str]) -> Iterator[dict[str, Any]]:
    lengths = _lengths(random)
    for index, length in enumerate(lengths):
        title = f"{titles[index % len(titles)]} ({index + 1})"
        started = ground.now - SPAN * random.random()
        finished = started + (ground.now - started) * random.random() * 0.2
        yield {
            "id": ground.first_id + index,
            "category_id": random.choice(ground.categories),
            "title": title,
            "slug": slugify(title),
            "language": detect_language(title, fallback="fr"),
            "kind": random.choice(KINDS).value,
            "author_id": random.choice(ground.people),
            "last_author_id": random.choice(ground.people),
            "created_at": started,
            "last_post_at": finished,
            "last_number": length,
            "posts_count": length,
            "theme_codes": [random.choice(ground.themes)],
            "region_codes": [random.choice(REGIONS)],
            "asked_codes": [],
        }


def _lengths(random: Random) -> list[int]:
    """Posts of each topic: one very long, the others from 1 up, POSTS in all."""
    lengths = [LONGEST] + [1] * (TOPICS - 1)
    for _ in range(POSTS - sum(lengths)):
        lengths[1 + int((TOPICS - 1) * random.random() ** 2)] += 1
    return lengths


def _posts(
    random: Random, ground: _Ground, topics: Sequence[dict[str, Any]], bodies: Sequence[Body]
) -> Iterator[dict[str, Any]]:
    for topic in topics:
        length = topic["last_number"]
        pace = (topic["last_post_at"] - topic["created_at"]) / max(1, length - 1)
        for number in range(1, length + 1):
            body = random.choice(bodies)
            author = topic["author_id"] if number == 1 else random.choice(ground.people)
            yield {
                "topic_id": topic["id"],
                "number": number,
                "author_id": topic["last_author_id"] if number == length > 1 else author,
                "reply_to": random.randrange(1, number) if number > 2 and random.random() < 0.3 else None,
                "source": body.source,
                "html": body.html,
                "renderer_version": RENDERER_VERSION,
                "language": body.language,
                "created_at": topic["created_at"] + pace * (number - 1),
            }


def _theme(row: dict[str, Any]) -> dict[str, Any]:
    return {"topic_id": row["id"], "theme_code": row["theme_codes"][0]}


def _region(row: dict[str, Any]) -> dict[str, Any]:
    return {"topic_id": row["id"], "region_code": row["region_codes"][0]}


def _count_again() -> None:
    count = select(func.count()).select_from(Topic).where(Topic.category_id == Category.id).scalar_subquery()
    db.session.execute(update(Category).values(topics_count=count).execution_options(synchronize_session=False))


def _move_sequences() -> None:
    """Topics were given ids; PostgreSQL's sequence has not noticed."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(
            select(
                func.setval(
                    func.pg_get_serial_sequence("forum_topic", "id"), select(func.max(Topic.id)).scalar_subquery()
                )
            )
        )


def _chunks(rows: Any) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
