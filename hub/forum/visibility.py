"""What a reader sees: the audience of the category decides, at once, for everything in it."""

from sqlalchemy import ColumnElement, exists, select

from hub.core.access import PUBLIC_AUDIENCE, Actor, audience_visible
from hub.forum.models import Category, Post, Topic


def visible_categories(reader: Actor) -> ColumnElement[bool]:
    return audience_visible(Category.audience, reader)


def visible_topics(reader: Actor) -> ColumnElement[bool]:
    return Topic.category_id.in_(select(Category.id).where(visible_categories(reader)))


def visible_posts(reader: Actor) -> ColumnElement[bool]:
    """Posts of visible topics that were not removed. Asked of each post's own topic: a list of every visible topic would
    be built anew by each search."""
    own_topic = select(Topic.id).where(Topic.id == Post.topic_id, visible_topics(reader)).correlate(Post)
    return Post.deleted_at.is_(None) & exists(own_topic)


def is_public() -> ColumnElement[bool]:
    """Categories whose feeds anybody may read."""
    return Category.audience == PUBLIC_AUDIENCE
