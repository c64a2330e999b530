"""Posts of public categories for feeds, whoever asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.multilingual import MultilingualText
from hub.forum.addresses import post_address
from hub.forum.models import Category, Post, Topic
from hub.forum.visibility import is_public
from hub.network.models import Person

FEED_SIZE = 30

_posts, _topics, _categories, _people = Post.__table__, Topic.__table__, Category.__table__, Person.__table__


@dataclass(frozen=True, slots=True)
class FeedPost:
    topic_id: int
    number: int
    title: str
    html: str
    language: str
    created_at: datetime
    edited_at: datetime | None
    author: str
    category: MultilingualText

    @property
    def address(self) -> str:
        return post_address(self.topic_id, self.number)


@dataclass(frozen=True, slots=True)
class PublicCategory:
    slug: str
    name: MultilingualText
    created_at: datetime


def public_category(session: DbSession, slug: str) -> PublicCategory:
    """Raises NotFound for one that is missing or not public."""
    row = session.execute(
        select(_categories.c.slug, _categories.c.name, _categories.c.created_at).where(
            _categories.c.slug == slug, is_public()
        )
    ).first()
    if row is None:
        raise NotFound(f"feed of {slug}")
    return PublicCategory(*row)


def public_posts(session: DbSession, slug: str = "") -> list[FeedPost]:
    """The newest posts of public categories, or of one of them."""
    conditions: list[Any] = [is_public(), _posts.c.deleted_at.is_(None)]
    if slug:
        conditions.append(_categories.c.slug == slug)
    rows = session.execute(
        select(
            _posts.c.topic_id, _posts.c.number, _topics.c.title, _posts.c.html, _posts.c.language, _posts.c.created_at,
            _posts.c.edited_at, _people.c.name, _categories.c.name.label("category"),
        )
        .select_from(_posts)
        .join(_topics, _topics.c.id == _posts.c.topic_id + 0)  # walk the newest posts, do not sort whole categories
        .join(_categories, _categories.c.id == _topics.c.category_id + 0)
        .join(_people, _people.c.id == _posts.c.author_id)
        .where(*conditions)
        .order_by(_posts.c.created_at.desc(), _posts.c.id.desc())
        .limit(FEED_SIZE)
    )  # fmt: skip
    return [FeedPost(*row) for row in rows]
