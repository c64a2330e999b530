"""Take a post away, and bring it back. Its number and its place stay, so that links and quotes keep their meaning."""

from sqlalchemy import update

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Forbidden
from hub.forum.models import Post, Topic
from hub.forum.notifications import ref
from hub.forum.policy import facilitates
from hub.forum.queries.subjects import post_by_id
from hub.services import audit


def remove_post(actor: Actor, post_id: int) -> Post:
    """Raises NotFound, Forbidden. Removing what is removed changes nothing."""
    post = post_by_id(db.session, actor, post_id)
    guard(actor, Permission.FORUM_POST_DELETE, post)
    if not post.is_deleted:
        take_away(actor, post)
        audit.record(db.session, actor, "forum.post.removed", ref(post.topic_id), number=post.number)
        commit()
    return post


def restore_post(actor: Actor, post_id: int) -> Post:
    """Bring a removed post back: whoever removed it, and facilitators. A destroyed one is gone."""
    post = post_by_id(db.session, actor, post_id)
    guard(actor, Permission.FORUM_POST_DELETE, post)
    if not post.is_deleted:
        return post
    is_theirs = post.deleted_by_id == actor.person_id or facilitates(actor, post.topic.audience)
    if post.is_destroyed or not is_theirs:
        raise Forbidden(Permission.FORUM_POST_DELETE)
    post.deleted_at = post.deleted_by_id = None
    post.hidden_for = ""
    _count(post.topic, 1)
    audit.record(db.session, actor, "forum.post.restored", ref(post.topic_id), number=post.number)
    commit()
    return post


def take_away(actor: Actor, post: Post) -> None:
    """A post that stands there leaves the counters and, if it was the accepted answer, the acceptance (not committed)."""
    post.deleted_at, post.deleted_by_id = clock.utcnow(), actor.person_id
    _count(post.topic, -1)
    if post.topic.accepted_number == post.number:
        post.topic.accepted_number = None


def _count(topic: Topic, change: int) -> None:
    db.session.execute(
        update(Topic)
        .where(Topic.id == topic.id)
        .values(posts_count=Topic.posts_count + change)
        .execution_options(synchronize_session=False)
    )
