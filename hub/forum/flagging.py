"""What of the forum can be flagged, and how moderators see it."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.forum.actions.moderating import destroy_post, hide_post
from hub.forum.addresses import post_address, topic_address
from hub.forum.models import Category, Post, Topic
from hub.forum.search import plain
from hub.forum.visibility import moderated_categories
from hub.network.models import Person
from hub.services.moderation import Exhibit, FlaggableKind, register_flaggable, register_logged
from hub.services.text import excerpt

EXCERPT = 600


def moderated_topics(reader: Actor) -> ColumnElement[bool]:
    return exists(select(Category.id).where(Category.id == Topic.category_id, moderated_categories(reader)))


def moderated_posts(reader: Actor) -> ColumnElement[bool]:
    return exists(select(Topic.id).where(Topic.id == Post.topic_id, moderated_topics(reader)))


def post_exhibits(session: DbSession, ids: Iterable[int]) -> dict[int, Exhibit]:
    rows = session.execute(
        select(
            Post.id, Post.topic_id, Post.number, Post.html, Post.language, Post.created_at, Post.deleted_at,
            Post.author_id, Person.name, Topic.title,
        )
        .join(Topic, Topic.id == Post.topic_id)
        .join(Person, Person.id == Post.author_id)
        .where(Post.id.in_(sorted(set(ids))))
    )  # fmt: skip
    return {
        row.id: Exhibit(
            title=row.title,
            address=post_address(row.topic_id, row.number),
            excerpt=excerpt(plain(row.html), EXCERPT),
            language=row.language,
            author_id=row.author_id,
            author=row.name,
            written_at=row.created_at,
            is_gone=row.deleted_at is not None,
        )
        for row in rows
    }


def topic_exhibits(session: DbSession, ids: Iterable[int]) -> dict[int, Exhibit]:
    """With the opening message's words."""
    rows = session.execute(
        select(
            Topic.id, Topic.title, Topic.slug, Topic.language, Topic.created_at, Topic.author_id, Person.name, Post.html
        )
        .join(Person, Person.id == Topic.author_id)
        .outerjoin(Post, (Post.topic_id == Topic.id) & (Post.number == 1))
        .where(Topic.id.in_(sorted(set(ids))))
    )
    return {
        row.id: Exhibit(
            title=row.title,
            address=topic_address(row.id, row.slug),
            excerpt=excerpt(plain(row.html or ""), EXCERPT),
            language=row.language,
            author_id=row.author_id,
            author=row.name,
            written_at=row.created_at,
            edit_address=f"{topic_address(row.id)}/edit",
        )
        for row in rows
    }


def register() -> None:
    register_flaggable(FlaggableKind("post", moderated_posts, post_exhibits, hide=hide_post, delete=destroy_post))
    register_flaggable(FlaggableKind("topic", moderated_topics, topic_exhibits))
    register_logged("topic", "forum.topic.closed", fields=("reason",))
    register_logged("topic", "forum.topic.reopened", "forum.topic.pinned", "forum.topic.unpinned", "forum.topic.moved")
    register_logged("topic", "forum.post.hidden", "forum.post.destroyed", fields=("number", "ground"))
    register_logged("category", "forum.category.locked", "forum.category.unlocked", fields=("reason",))
