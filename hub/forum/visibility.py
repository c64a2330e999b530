"""What a reader sees: the audience of the category decides, at once, for everything in it."""

from sqlalchemy import ColumnElement, exists, select

from hub.core.access import PUBLIC_AUDIENCE, Actor, Role, audience_visible, region_audience
from hub.forum.models import Category, Post, Topic


def visible_categories(reader: Actor) -> ColumnElement[bool]:
    return audience_visible(Category.audience, reader)


def moderated_categories(reader: Actor) -> ColumnElement[bool]:
    """Categories that the reader facilitates, among those of their audiences: SQL of `policy.facilitates`."""
    if reader.has(Role.ADMINISTRATOR) or reader.has(Role.ORGANISER):
        return visible_categories(reader)
    theirs = [region_audience(region) for role, region in reader.grants if role is Role.FOCAL_POINT and region]
    return Category.audience.in_(sorted(theirs))


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
