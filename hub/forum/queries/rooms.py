"""Categories that the reader sees, and the names by which topics are sorted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from hub.core.access import PUBLIC_AUDIENCE, Actor
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.multilingual import MultilingualText
from hub.forum.addresses import category_address, feed_address, post_address
from hub.forum.models import Category, Topic
from hub.forum.visibility import visible_categories
from hub.network.vocabularies import spoken_regions, spoken_themes

_categories = Category.__table__
_topics = Topic.__table__


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category with its liveliest topic (None when it is empty); the subject of its policy rules."""

    id: int
    slug: str
    name: MultilingualText
    description: MultilingualText
    audience: str
    starters: str
    is_locked: bool
    lock_reason: str
    topics_count: int
    topic_id: int | None = None
    topic_title: str = ""
    topic_language: str = ""
    topic_number: int = 0
    topic_at: datetime | None = None

    @property
    def address(self) -> str:
        return category_address(self.slug)

    @property
    def feed(self) -> str:
        return feed_address(self.slug)

    @property
    def is_public(self) -> bool:
        return self.audience == PUBLIC_AUDIENCE

    @property
    def latest_address(self) -> str:
        return post_address(self.topic_id or 0, self.topic_number)


_ROW = (
    _categories.c.id,
    _categories.c.slug,
    _categories.c.name,
    _categories.c.description,
    _categories.c.audience,
    _categories.c.starters,
    _categories.c.is_locked,
    _categories.c.lock_reason,
    _categories.c.topics_count,
)
_newer = aliased(_topics, name="newer")
_LATEST = (
    select(_newer.c.id)
    .where(_newer.c.category_id == _categories.c.id)
    .order_by(_newer.c.last_post_at.desc(), _newer.c.id.desc())
    .limit(1)
    .correlate(_categories)
    .scalar_subquery()
)


def category_rows(session: DbSession, reader: Actor) -> list[CategoryRow]:
    """Visible categories in their order, each with its liveliest topic: one query."""
    statement = (
        select(*_ROW, _topics.c.id, _topics.c.title, _topics.c.language, _topics.c.last_number, _topics.c.last_post_at)
        .select_from(_categories.outerjoin(_topics, _topics.c.id == _LATEST))
        .where(visible_categories(reader))
        .order_by(_categories.c.position, _categories.c.id)
    )
    return [CategoryRow(*row) for row in session.execute(statement)]


def category_row(session: DbSession, reader: Actor, slug: str) -> CategoryRow:
    """Raises NotFound for a category that is missing or hidden."""
    row = session.execute(select(*_ROW).where(_categories.c.slug == slug, visible_categories(reader))).first()
    if row is None:
        raise NotFound(f"category {slug}")
    return CategoryRow(*row)


def category_choices(session: DbSession, reader: Actor) -> list[CategoryRow]:
    """Visible categories in their order."""
    statement = select(*_ROW).where(visible_categories(reader)).order_by(_categories.c.position, _categories.c.id)
    return [CategoryRow(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of themes and regions by code, in their order and in the reader's language."""

    themes: Mapping[str, str]
    regions: Mapping[str, str]


def names(session: DbSession) -> Names:
    return Names(spoken_themes(session), spoken_regions(session))
