"""What the forum tells people, and why they are told."""

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import gettext, lazy_gettext
from hub.core.registry import Ref
from hub.forum.addresses import post_address
from hub.forum.models import Post
from hub.services.notifications import Channel, NotificationKind, notify, register_kind

ACCEPTED = "forum.accepted"
ASKED = "forum.asked"
MENTION = "forum.mention"
REPLY = "forum.reply"

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
        default=Channel.IMMEDIATE,
        is_personal=True,
    ),
    NotificationKind(
        name=REPLY,
        label=lazy_gettext("Replies to my topics and to my messages"),
        sentence=lambda told: gettext("%(actor)s replied in “%(title)s”.", actor=told["actor"], title=told["title"]),
        why=lazy_gettext("You began this topic, or wrote the message that is answered."),
        area=AREA,
    ),
    NotificationKind(
        name=ACCEPTED,
        label=lazy_gettext("My answer is accepted"),
        sentence=lambda told: gettext(
            "%(actor)s accepted your answer in “%(title)s”.", actor=told["actor"], title=told["title"]
        ),
        why=lazy_gettext("The answer is yours."),
        area=AREA,
        is_personal=True,
    ),
)


def register() -> None:
    for kind in KINDS:
        register_kind(kind)


def ref(topic_id: int) -> Ref:
    return Ref("topic", topic_id)


def tell(session: DbSession, kind: str, recipients: set[int], post: Post, actor: Actor) -> None:
    """Tell people of one post, in the transaction that made it."""
    notify(
        session,
        kind,
        recipients,
        ref(post.topic_id),
        actor,
        title=post.topic.title,
        address=post_address(post.topic_id, post.number),
        number=post.number,
    )
