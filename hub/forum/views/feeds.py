"""Feeds: public posts only, for everybody the same."""

from datetime import UTC, datetime

from flask.typing import ResponseReturnValue

from hub.core.db import db
from hub.forum.feeds import posts_feed
from hub.forum.queries.feed import public_category, public_posts
from hub.forum.views.room import blueprint
from hub.web.access import public
from hub.web.atom import Feed, write
from hub.web.conditional import conditional

ATOM = "application/atom+xml; charset=utf-8"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
"""A feed without entries must have a date, and the same one each time."""


@blueprint.get("/feed.atom")
@public
def feed() -> ResponseReturnValue:
    return _answer(posts_feed(public_posts(db.session), LONG_AGO))


@blueprint.get("/categories/<slug>/feed.atom")
@public
def category_feed(slug: str) -> ResponseReturnValue:
    category = public_category(db.session, slug)
    return _answer(posts_feed(public_posts(db.session, slug), category.created_at, category))


def _answer(made: Feed) -> ResponseReturnValue:
    return conditional(write(made), ATOM, made.updated)
