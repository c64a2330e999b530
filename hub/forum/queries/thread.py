"""One topic and a page of its posts, at the same cost whatever its length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.multilingual import MultilingualText
from hub.forum.addresses import category_address, post_address, topic_address
from hub.forum.models import Category, Post, ReadPosition, Topic, TopicAskedRegion
from hub.forum.queries.authors import Author, authors
from hub.forum.visibility import visible_categories
from hub.network.models import Person, Region

PAGE_SIZE = 20

_topics = Topic.__table__
_categories = Category.__table__
_posts = Post.__table__
_parents = aliased(_posts, name="parent")
_positions = ReadPosition.__table__
_closers = aliased(Person.__table__, name="closer")


@dataclass(frozen=True, slots=True)
class TopicHead:
    """A topic with its category and the reader's position; the subject of its policy rules."""

    id: int
    title: str
    slug: str
    language: str
    kind: str
    author_id: int
    created_at: datetime
    version: int
    is_pinned: bool
    closed_at: datetime | None
    closed_by: str | None
    closed_reason: str
    accepted_number: int | None
    posts_count: int
    last_number: int
    last_post_at: datetime
    theme_codes: Sequence[str]
    region_codes: Sequence[str]
    asked_codes: Sequence[str]
    category_id: int
    category_slug: str
    category_name: MultilingualText
    audience: str
    is_locked: bool
    lock_reason: str
    read_number: int

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def address(self) -> str:
        return topic_address(self.id, self.slug)

    @property
    def bare_address(self) -> str:
        return topic_address(self.id)

    @property
    def category_address(self) -> str:
        return category_address(self.category_slug)

    @property
    def unread(self) -> int:
        return self.last_number - self.read_number


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as its page shows it; the subject of its policy rules. `parent`: author of the post it answers."""

    id: int
    number: int
    author_id: int
    author: Author
    reply_to: int | None
    parent: Author | None
    html: Markup
    language: str
    created_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    deleted_by_id: int | None
    hidden_for: str
    topic: TopicHead

    @property
    def is_destroyed(self) -> bool:
        return self.is_deleted and not self.html

    @property
    def address(self) -> str:
        return post_address(self.topic.id, self.number)


@dataclass(frozen=True, slots=True)
class PostsPage:
    """Posts `start` to `end`; the neighbours' first numbers, None at the ends."""

    posts: Sequence[PostRow]
    start: int
    end: int
    previous_start: int | None
    next_start: int | None
    last_start: int


_HEAD_COLUMNS = (
    _topics.c.id,
    _topics.c.title,
    _topics.c.slug,
    _topics.c.language,
    _topics.c.kind,
    _topics.c.author_id,
    _topics.c.created_at,
    _topics.c.version,
    _topics.c.pinned.label("is_pinned"),
    _topics.c.closed_at,
    _closers.c.name.label("closed_by"),
    _topics.c.closed_reason,
    _topics.c.accepted_number,
    _topics.c.posts_count,
    _topics.c.last_number,
    _topics.c.last_post_at,
    _topics.c.theme_codes,
    _topics.c.region_codes,
    _topics.c.asked_codes,
    _topics.c.category_id,
    _categories.c.slug.label("category_slug"),
    _categories.c.name.label("category_name"),
    _categories.c.audience,
    _categories.c.is_locked,
    _categories.c.lock_reason,
)


_JOINED = _topics.join(_categories, _categories.c.id == _topics.c.category_id).outerjoin(
    _closers, _closers.c.id == _topics.c.closed_by_id
)
_MINE = and_(_positions.c.topic_id == _topics.c.id, _positions.c.person_id == bindparam("reader"))
_HEAD = (
    select(*_HEAD_COLUMNS, _positions.c.last_number.label("read_number"))
    .select_from(_JOINED.outerjoin(_positions, _MINE))
    .where(_topics.c.id == bindparam("topic"))
)


def topic_head(session: DbSession, reader: Actor, topic_id: int) -> TopicHead:
    """Raises NotFound for a topic that is missing or hidden."""
    statement = _HEAD.where(visible_categories(reader))
    row = session.execute(statement, {"reader": reader.person_id, "topic": topic_id}).first()
    if row is None:
        raise NotFound(f"topic {topic_id}")
    values = dict(row._mapping)
    return TopicHead(**values | {"is_pinned": bool(values["is_pinned"]), "read_number": values["read_number"] or 0})


_POSTS: Select[Any] = (
    select(
        _posts.c.id,
        _posts.c.number,
        _posts.c.author_id,
        _posts.c.reply_to,
        _parents.c.author_id.label("parent_id"),
        _posts.c.html,
        _posts.c.language,
        _posts.c.created_at,
        _posts.c.edited_at,
        _posts.c.deleted_at,
        _posts.c.deleted_by_id,
        _posts.c.hidden_for,
    )
    .select_from(_posts)
    .outerjoin(_parents, and_(_parents.c.topic_id == _posts.c.topic_id, _parents.c.number == _posts.c.reply_to))
    .where(_posts.c.topic_id == bindparam("topic"))
    .order_by(_posts.c.number)
)
_PAGE = _POSTS.where(_posts.c.number.between(bindparam("start"), bindparam("end")))
_CHOSEN = _POSTS.where(_posts.c.number.in_(bindparam("numbers", expanding=True)))


def start_of(number: int) -> int:
    """First number of the page on which a post stands."""
    return (number - 1) // PAGE_SIZE * PAGE_SIZE + 1


def posts_page(session: DbSession, head: TopicHead, start: int) -> PostsPage:
    """Posts from number `start` on; past the end, the last page."""
    start = max(1, min(start, start_of(head.last_number)))
    bounds = {"topic": head.id, "start": start, "end": start + PAGE_SIZE - 1}
    rows = session.execute(_PAGE, bounds).all()
    after = start + PAGE_SIZE
    return PostsPage(
        _with_authors(session, head, rows),
        start,
        end=min(after - 1, head.last_number),
        previous_start=max(1, start - PAGE_SIZE) if start > 1 else None,
        next_start=after if after <= head.last_number else None,
        last_start=start_of(head.last_number),
    )


def posts_numbered(session: DbSession, head: TopicHead, numbers: Iterable[int]) -> list[PostRow]:
    """Some posts of a topic, in order."""
    rows = session.execute(_CHOSEN, {"topic": head.id, "numbers": sorted(set(numbers))}).all()
    return _with_authors(session, head, rows)


def _with_authors(session: DbSession, head: TopicHead, rows: Sequence[Row[Any]]) -> list[PostRow]:
    ids = {row.author_id for row in rows} | {row.parent_id for row in rows if row.parent_id}
    known = authors(session, ids) if ids else {}
    return [
        PostRow(
            row.id,
            row.number,
            row.author_id,
            known[row.author_id],
            row.reply_to,
            known.get(row.parent_id),
            Markup(row.html),  # noqa: S704 - sanitised when it was cooked
            row.language,
            row.created_at,
            row.edited_at,
            row.deleted_at is not None,
            row.deleted_by_id,
            row.hidden_for,
            head,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class AskedRegion:
    """A region to which a topic puts a question; `answered_number`: the post in which its team answered."""

    code: str
    name: MultilingualText
    answered_number: int | None


def asked_regions(session: DbSession, topic_id: int) -> list[AskedRegion]:
    asked, regions = TopicAskedRegion.__table__, Region.__table__
    rows = session.execute(
        select(asked.c.region_code, regions.c.name, asked.c.answered_number)
        .join(regions, regions.c.code == asked.c.region_code)
        .where(asked.c.topic_id == topic_id)
        .order_by(asked.c.region_code)
    )
    return [AskedRegion(row.region_code, row.name, row.answered_number) for row in rows]
