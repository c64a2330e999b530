"""Reply in a topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Conflict
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.forum import notifications
from hub.forum.actions.reading import remember
from hub.forum.actions.writing import Written, write
from hub.forum.models import Post, Topic, TopicAskedRegion
from hub.forum.queries.subjects import post_by_number, post_by_token, topic_by_id
from hub.services import links, live
from hub.services.files.actions import attach_uploads


@dataclass(frozen=True, slots=True)
class Posted:
    """What was made, or had been made before by the same form, and what the writer should know."""

    topic_id: int
    number: int
    warnings: tuple[str, ...] = ()


def reply(
    actor: Actor,
    topic_id: int,
    source: str,
    *,
    language: str = "",
    reply_to: int | None = None,
    form_token: str | None = None,
    uploads: Sequence[str] = (),
) -> Posted:
    """Add a post, with received files (`uploads`: their tokens). The same `form_token` again adds nothing and answers the
    same.

    Raises NotFound, Conflict when the topic is closed, Forbidden, Invalid.
    """
    topic = topic_by_id(db.session, actor, topic_id)
    known = post_by_token(db.session, actor, form_token) if form_token else None
    if known is not None:
        return Posted(known.topic_id, known.number)
    if topic.is_closed:
        raise closed(topic)
    guard(actor, Permission.FORUM_POST_CREATE, topic)
    written = write(db.session, actor, source, language, topic.audience)
    answered = post_by_number(db.session, topic.id, reply_to) if reply_to else None
    try:
        post = add_post(actor, topic, written, reply_to=answered.number if answered else None, form_token=form_token)
    except IntegrityError:
        return _sent_twice(actor, form_token)
    attach_uploads(db.session, actor, Ref("post", post.id), uploads)
    _tell(actor, topic, post, written, answered)
    commit()
    return Posted(topic_id, post.number, tuple(written.warnings))


def closed(topic: Topic) -> Conflict:
    """What somebody is told who was writing while the topic was closed."""
    if topic.closed_reason:
        return Conflict(
            gettext(
                "This topic was closed while you were writing: %(reason)s Your text is below; copy it if you need it.",
                reason=topic.closed_reason.rstrip(". ") + ".",
            )
        )
    return Conflict(
        gettext("This topic was closed while you were writing. Your text is below; copy it if you need it.")
    )


def add_post(
    actor: Actor, topic: Topic, written: Written, *, reply_to: int | None = None, form_token: str | None = None
) -> Post:
    """Take the next number and add the post to the transaction. The UPDATE holds the topic's row until the end of the
    transaction, so two writers never get the same number. Raises Conflict when the topic was closed just now."""
    now = clock.utcnow()
    number = db.session.scalar(
        update(Topic)
        .where(Topic.id == topic.id, Topic.closed_at.is_(None))
        .values(
            last_number=Topic.last_number + 1,
            posts_count=Topic.posts_count + 1,
            last_post_at=now,
            last_author_id=actor.person_id,
        )
        .returning(Topic.last_number)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(topic)
    if number is None:
        raise closed(topic)
    post = Post(
        topic=topic,
        number=number,
        author_id=actor.person_id,
        reply_to=reply_to,
        source=written.source,
        html=written.cooked.html,
        renderer_version=written.cooked.version,
        language=written.language,
        created_at=now,
        form_token=form_token,
    )
    db.session.add(post)
    db.session.flush()
    live.hint(db.session, notifications.ref(topic.id), number)
    links.mention(db.session, actor, notifications.ref(topic.id), [post.html])
    _mark_answered(actor, topic, number)
    remember(db.session, actor, topic.id, number)
    return post


def _mark_answered(actor: Actor, topic: Topic, number: int) -> None:
    """The team of an asked region has answered with its first post; the asker's own posts answer nothing."""
    if topic.asked_codes and actor.regions and actor.person_id != topic.author_id:
        db.session.execute(
            update(TopicAskedRegion)
            .where(
                TopicAskedRegion.topic_id == topic.id,
                TopicAskedRegion.region_code.in_(sorted(actor.regions)),
                TopicAskedRegion.answered_number.is_(None),
            )
            .values(answered_number=number)
            .execution_options(synchronize_session=False)
        )


def _tell(actor: Actor, topic: Topic, post: Post, written: Written, answered: Post | None) -> None:
    """Each person at most once: the mention says more than the reply."""
    called = {person.id for person in written.called}
    notifications.tell(db.session, notifications.MENTION, called, post, actor)
    concerned = {topic.author_id} | ({answered.author_id} if answered else set())
    notifications.tell(db.session, notifications.REPLY, concerned - called, post, actor)
    notifications.tell_watchers(db.session, notifications.REPLY, concerned | called, post, actor)


def _sent_twice(actor: Actor, form_token: str | None) -> Posted:
    """Two requests with the same form at the same moment: the other one won."""
    db.session.rollback()
    known = post_by_token(db.session, actor, form_token or "")
    if known is None:
        raise Conflict(gettext("This message could not be saved. Send it again."))
    return Posted(known.topic_id, known.number)
