"""What a reader sees: the audience of the category decides, at once, for everything in it."""

from sqlalchemy import ColumnElement, select

from hub.core.access import PUBLIC_AUDIENCE, Actor, audience_visible
from hub.forum.models import Category, Post, Topic


def visible_categories(reader: Actor) -> ColumnElement[bool]:
    return audience_visible(Category.audience, reader)


def visible_topics(reader: Actor) -> ColumnElement[bool]:
    return Topic.category_id.in_(select(Category.id).where(visible_categories(reader)))


def visible_posts(reader: Actor) -> ColumnElement[bool]:
    """Posts of visible topics that were not removed."""
    return Post.deleted_at.is_(None) & Post.topic_id.in_(select(Topic.id).where(visible_topics(reader)))


def is_public() -> ColumnElement[bool]:
    """Categories whose feeds anybody may read."""
    return Category.audience == PUBLIC_AUDIENCE
