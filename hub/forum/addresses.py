"""Addresses of the forum's pages, built without the router: lists print hundreds of them."""


def topic_address(topic_id: int | str, slug: str = "") -> str:
    return f"/forum/topics/{topic_id}-{slug}" if slug else f"/forum/topics/{topic_id}"


def post_address(topic_id: int, number: int) -> str:
    """The page that holds the post, opened at it."""
    return f"/forum/topics/{topic_id}?post={number}#post-{number}"


def category_address(slug: str) -> str:
    return f"/forum/categories/{slug}"


def feed_address(slug: str = "") -> str:
    """The public feed of everything, or of one category."""
    return f"/forum/categories/{slug}/feed.atom" if slug else "/forum/feed.atom"
