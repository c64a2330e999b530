"""Rows that actions change, found through what the actor sees: what is hidden is not found."""

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.forum.models import Category, Post, PostRevision, Topic
from hub.forum.visibility import visible_categories, visible_topics


def category_by_slug(session: DbSession, actor: Actor, slug: str) -> Category:
    found = session.scalar(select(Category).where(Category.slug == slug, visible_categories(actor)))
    if found is None:
        raise NotFound(f"category {slug}")
    return found


def topic_by_id(session: DbSession, actor: Actor, topic_id: int) -> Topic:
    found = session.scalar(select(Topic).where(Topic.id == topic_id, visible_topics(actor)))
    if found is None:
        raise NotFound(f"topic {topic_id}")
    return found


def post_by_id(session: DbSession, actor: Actor, post_id: int) -> Post:
    """Also a removed one: whoever removed it may bring it back."""
    found = session.scalar(select(Post).join(Post.topic).where(Post.id == post_id, visible_topics(actor)))
    if found is None:
        raise NotFound(f"post {post_id}")
    return found


def post_by_number(session: DbSession, topic_id: int, number: int) -> Post | None:
    """A post of a topic that the actor is known to see; None when it is missing or was removed."""
    return session.scalar(
        select(Post).where(Post.topic_id == topic_id, Post.number == number, Post.deleted_at.is_(None))
    )


def posts_of(session: DbSession, topic_id: int) -> list[Post]:
    """Every post of a topic that the actor is known to see."""
    return list(session.scalars(select(Post).where(Post.topic_id == topic_id).order_by(Post.number)))


def post_by_token(session: DbSession, actor: Actor, form_token: str) -> Post | None:
    """What this form made when it was sent before."""
    return session.scalar(select(Post).where(Post.author_id == actor.person_id, Post.form_token == form_token))


def revisions(session: DbSession, post_id: int) -> list[PostRevision]:
    """Former texts of a post, the newest first."""
    statement = select(PostRevision).where(PostRevision.post_id == post_id).order_by(PostRevision.version.desc())
    return list(session.scalars(statement))
