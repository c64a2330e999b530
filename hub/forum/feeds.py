"""Atom feeds of the public part: the same bytes as long as nothing changed."""

from collections.abc import Sequence
from datetime import datetime

from hub.core.locale import current_language, gettext
from hub.forum.addresses import category_address, feed_address
from hub.forum.queries.feed import FeedPost, PublicCategory
from hub.web.addresses import absolute
from hub.web.atom import Entry, Feed


def posts_feed(posts: Sequence[FeedPost], empty_since: datetime, category: PublicCategory | None = None) -> Feed:
    """The feed of everything public, or of one category."""
    slug = category.slug if category else ""
    title = gettext("Forum of the network of regions on migration")
    if category:
        title = f"{category.name.best().text} – {title}"
    return Feed(
        address=absolute(feed_address(slug)),
        home=absolute(category_address(slug) if slug else "/forum/"),
        title=title,
        language=current_language().code,
        entries=[_entry(post) for post in posts],
        empty_since=empty_since,
    )


def _entry(post: FeedPost) -> Entry:
    return Entry(
        address=absolute(post.address),
        title=post.title if post.number == 1 else f"{post.title} (#{post.number})",
        updated=post.edited_at or post.created_at,
        published=post.created_at,
        author=post.author,
        html=post.html,
        language=post.language,
        categories=(post.category.best().text,),
    )
