"""A topic as lists show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, literal, null, select
from sqlalchemy.orm import aliased

from hub.core.access import Actor
from hub.core.multilingual import MultilingualText
from hub.forum.addresses import category_address, post_address, topic_address
from hub.forum.models import Category, ReadPosition, Topic
from hub.network.models import Person

topics = Topic.__table__
categories = Category.__table__
positions = ReadPosition.__table__
starter = aliased(Person.__table__, name="starter")
latest = aliased(Person.__table__, name="latest")

WALKED = topics.c.category_id + 0
"""The category of a topic, written so that no planner starts from the categories and sorts all their topics: it walks the
topics by activity and stops after a page (0.4 ms instead of 50 ms among 20,000 topics)."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One line of a list. `read_number`: how far the reader has read; None for a visitor."""

    id: int
    title: str
    slug: str
    language: str
    kind: str
    is_pinned: bool
    is_closed: bool
    is_answered: bool
    posts_count: int
    last_number: int
    last_post_at: datetime
    created_at: datetime
    author: str
    last_author: str
    theme_codes: tuple[str, ...]
    region_codes: tuple[str, ...]
    asked_codes: tuple[str, ...]
    category_slug: str
    category_name: MultilingualText
    read_number: int | None

    @property
    def address(self) -> str:
        return topic_address(self.id, self.slug)

    @property
    def unread(self) -> int:
        """Posts not read yet."""
        return 0 if self.read_number is None else self.last_number - self.read_number

    @property
    def unread_address(self) -> str:
        """The first unread post."""
        return post_address(self.id, (self.read_number or 0) + 1)

    @property
    def latest_address(self) -> str:
        return post_address(self.id, self.last_number)

    @property
    def category_address(self) -> str:
        return category_address(self.category_slug)

    @property
    def replies(self) -> int:
        return max(0, self.posts_count - 1)


def _columns(read_number: Any) -> Select[Any]:
    return (
        select(
            topics.c.id,
            topics.c.title,
            topics.c.slug,
            topics.c.language,
            topics.c.kind,
            topics.c.pinned,
            topics.c.closed_at,
            topics.c.accepted_number,
            topics.c.posts_count,
            topics.c.last_number,
            topics.c.last_post_at,
            topics.c.created_at,
            starter.c.name.label("author"),
            latest.c.name.label("last_author"),
            topics.c.theme_codes,
            topics.c.region_codes,
            topics.c.asked_codes,
            categories.c.slug.label("category_slug"),
            categories.c.name.label("category_name"),
            read_number.label("read_number"),
        )
        .select_from(topics)
        .join(categories, categories.c.id == WALKED)
        .join(starter, starter.c.id == topics.c.author_id)
        .join(latest, latest.c.id == topics.c.last_author_id)
    )


_FOR_VISITORS = _columns(null())
_FOR_PEOPLE = _columns(positions.c.last_number)


def topic_rows(reader: Actor) -> Select[Any]:
    """Columns of `TopicRow` before any condition, with the reader's positions."""
    if reader.is_visitor:
        return _FOR_VISITORS
    return _FOR_PEOPLE.outerjoin(
        positions, and_(positions.c.topic_id == topics.c.id, positions.c.person_id == literal(reader.person_id))
    )


def to_row(row: Row[Any], reader: Actor) -> TopicRow:
    return TopicRow(
        row.id,
        row.title,
        row.slug,
        row.language,
        row.kind,
        bool(row.pinned),
        row.closed_at is not None,
        row.accepted_number is not None,
        row.posts_count,
        row.last_number,
        row.last_post_at,
        row.created_at,
        row.author,
        row.last_author,
        tuple(row.theme_codes),
        tuple(row.region_codes),
        tuple(row.asked_codes),
        row.category_slug,
        row.category_name,
        None if reader.is_visitor else row.read_number or 0,
    )
