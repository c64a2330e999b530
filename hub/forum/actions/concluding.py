"""Close and reopen a topic, accept an answer, pin."""

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.forum import notifications
from hub.forum.models import Topic
from hub.forum.models.topics import REASON_LIMIT
from hub.forum.notifications import ref
from hub.forum.queries.subjects import post_by_number, topic_by_id
from hub.services import audit


def close_topic(actor: Actor, topic_id: int, reason: str = "") -> Topic:
    """Nobody posts any more; `reason` is shown. Closing again replaces the reason."""
    topic = topic_by_id(db.session, actor, topic_id)
    guard(actor, Permission.FORUM_TOPIC_CLOSE, topic)
    said = " ".join(reason.split())
    if len(said) > REASON_LIMIT:
        raise Invalid({"reason": gettext("A reason has at most %(limit)s characters.", limit=REASON_LIMIT)})
    topic.closed_at, topic.closed_by_id, topic.closed_reason = clock.utcnow(), actor.person_id, said
    audit.record(db.session, actor, "forum.topic.closed", ref(topic.id), reason=said)
    commit()
    return topic


def reopen_topic(actor: Actor, topic_id: int) -> Topic:
    topic = topic_by_id(db.session, actor, topic_id)
    guard(actor, Permission.FORUM_TOPIC_CLOSE, topic)
    if topic.is_closed:
        topic.closed_at = topic.closed_by_id = None
        topic.closed_reason = ""
        audit.record(db.session, actor, "forum.topic.reopened", ref(topic.id))
        commit()
    return topic


def accept_answer(actor: Actor, topic_id: int, number: int | None) -> Topic:
    """`number`: of the post that answers; None takes the acceptance back. The first post answers nothing."""
    topic = topic_by_id(db.session, actor, topic_id)
    guard(actor, Permission.FORUM_TOPIC_ACCEPT, topic)
    if number == topic.accepted_number:
        return topic
    post = post_by_number(db.session, topic.id, number) if number is not None and number > 1 else None
    if number is not None and post is None:
        raise Invalid({"number": gettext("This message cannot be the accepted answer.")})
    topic.accepted_number = number
    if post is not None:
        notifications.tell(db.session, notifications.ACCEPTED, {post.author_id}, post, actor)
    commit()
    return topic


def pin_topic(actor: Actor, topic_id: int, pinned: bool) -> Topic:
    """Keep a topic at the head of its category, or let it go."""
    topic = topic_by_id(db.session, actor, topic_id)
    guard(actor, Permission.FORUM_TOPIC_PIN, topic)
    if bool(topic.pinned) != pinned:
        topic.pinned = int(pinned)
        audit.record(db.session, actor, "forum.topic.pinned" if pinned else "forum.topic.unpinned", ref(topic.id))
        commit()
    return topic
