"""What the forum tells people, and why they are told."""

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import gettext, lazy_gettext
from hub.core.registry import Ref
from hub.forum.addresses import post_address
from hub.forum.models import Post
from hub.forum.queries.told import category_of, quoted
from hub.services.notifications import (
    Channel,
    NotificationKind,
    Watchable,
    notify,
    notify_watchers,
    register_kind,
    register_watchable,
)

ACCEPTED = "forum.accepted"
ASKED = "forum.asked"
MENTION = "forum.mention"
REPLY = "forum.reply"
STARTED = "forum.started"

AREA = lazy_gettext("Forum")

KINDS = (
    NotificationKind(
        name=MENTION,
        label=lazy_gettext("Somebody mentions me in the forum"),
        sentence=lambda told: gettext(
            "%(actor)s mentioned you in “%(title)s”.", actor=told["actor"], title=told["title"]
        ),
        why=lazy_gettext("Somebody wrote your name."),
        area=AREA,
        quote=quoted,
        default=Channel.IMMEDIATE,
        is_personal=True,
    ),
    NotificationKind(
        name=ASKED,
        label=lazy_gettext("A question is put to my region, of which I am a focal point"),
        sentence=lambda told: gettext(
            "%(actor)s puts a question to your region: “%(title)s”.", actor=told["actor"], title=told["title"]
        ),
        why=lazy_gettext("You are a focal point of a region that is asked."),
        area=AREA,
        quote=quoted,
        default=Channel.IMMEDIATE,
        is_personal=True,
    ),
    NotificationKind(
        name=REPLY,
        label=lazy_gettext("Replies to me, and in topics that I watch"),
        sentence=lambda told: gettext("%(actor)s replied in “%(title)s”.", actor=told["actor"], title=told["title"]),
        why=lazy_gettext("You began this topic, or wrote the message that is answered."),
        area=AREA,
        quote=quoted,
    ),
    NotificationKind(
        name=STARTED,
        label=lazy_gettext("New topics in categories that I watch"),
        sentence=lambda told: gettext(
            "%(actor)s began the topic “%(title)s”.", actor=told["actor"], title=told["title"]
        ),
        area=AREA,
        quote=quoted,
    ),
    NotificationKind(
        name=ACCEPTED,
        label=lazy_gettext("My answer is accepted"),
        sentence=lambda told: gettext(
            "%(actor)s accepted your answer in “%(title)s”.", actor=told["actor"], title=told["title"]
        ),
        why=lazy_gettext("The answer is yours."),
        area=AREA,
        quote=quoted,
        is_personal=True,
    ),
)


WATCHABLES = (
    Watchable("category", lazy_gettext("You watch this category."), lazy_gettext("Tell me of this category")),
    Watchable("topic", lazy_gettext("You watch this topic."), lazy_gettext("Tell me of this topic"), category_of),
)


def register() -> None:
    for kind in KINDS:
        register_kind(kind)
    for watchable in WATCHABLES:
        register_watchable(watchable)


def ref(topic_id: int) -> Ref:
    return Ref("topic", topic_id)


def tell(session: DbSession, kind: str, recipients: set[int], post: Post, actor: Actor) -> None:
    """Tell people whom one post concerns, in the transaction that made it: those of them who may read it."""
    notify(session, kind, recipients, ref(post.topic_id), actor, (), **_place(post))


def tell_watchers(session: DbSession, kind: str, besides: set[int], post: Post, actor: Actor) -> None:
    """Tell those who watch the topic or its category of one post; `besides`: people told of it already."""
    notify_watchers(session, kind, ref(post.topic_id), actor, besides, **_place(post))


def _place(post: Post) -> dict[str, str | int]:
    return {"address": post_address(post.topic_id, post.number), "number": post.number}
