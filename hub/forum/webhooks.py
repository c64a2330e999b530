"""What of the forum is told to webhooks."""

from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.forum.models import Post, Topic
from hub.services.webhooks import Before, Happening, Source, register_source

STARTED, ANSWERED = "topic.created", "post.created"


def of_topic(row: Topic, was: Before | None) -> Happening | None:
    return Happening(STARTED, Ref("topic", row.id), row.version) if was is None else None


def of_post(row: Post, was: Before | None) -> Happening | None:
    """The first one comes with its topic."""
    return Happening(ANSWERED, Ref("post", row.id), row.version) if was is None and row.number > 1 else None


def register() -> None:
    register_source(Source(Topic, (), of_topic), {STARTED: lazy_gettext("A topic was started")})
    register_source(Source(Post, (), of_post), {ANSWERED: lazy_gettext("Somebody replied in a topic")})
