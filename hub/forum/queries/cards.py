"""How topics and posts show themselves elsewhere."""

from collections.abc import Iterable

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Card, Ref
from hub.forum.addresses import category_address, post_address, topic_address
from hub.forum.models import Category, Post, Topic
from hub.forum.visibility import visible_categories

_topics, _posts, _categories = Topic.__table__, Post.__table__, Category.__table__


def topic_cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    rows = session.execute(
        select(_topics.c.id, _topics.c.title, _topics.c.slug, _topics.c.language, _topics.c.last_post_at,
               _categories.c.name)
        .join(_categories, _categories.c.id == _topics.c.category_id)
        .where(_topics.c.id.in_(sorted(set(ids))), visible_categories(reader))
    )  # fmt: skip
    return {
        row.id: Card(
            Ref("topic", row.id),
            row.title,
            topic_address(row.id, row.slug),
            row.language,
            str(row.name),
            row.last_post_at,
        )
        for row in rows
    }


def post_cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    rows = session.execute(
        select(
            _posts.c.id, _posts.c.topic_id, _posts.c.number, _posts.c.created_at, _topics.c.title, _topics.c.language
        )
        .join(_topics, _topics.c.id == _posts.c.topic_id)
        .join(_categories, _categories.c.id == _topics.c.category_id)
        .where(_posts.c.id.in_(sorted(set(ids))), _posts.c.deleted_at.is_(None), visible_categories(reader))
    )
    return {
        row.id: Card(
            Ref("post", row.id), row.title, post_address(row.topic_id, row.number), row.language, f"#{row.number}",
            row.created_at,
        )
        for row in rows
    }  # fmt: skip


def category_cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    """Titled in the reader's language."""
    rows = session.execute(
        select(_categories.c.id, _categories.c.slug, _categories.c.name).where(
            _categories.c.id.in_(sorted(set(ids))), visible_categories(reader)
        )
    )
    return {row.id: Card(Ref("category", row.id), str(row.name), category_address(row.slug)) for row in rows}
