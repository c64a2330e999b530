"""What facilitators do with flagged messages: hide, which can be taken back, or destroy, which cannot."""

from sqlalchemy import delete

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.registry import Ref
from hub.forum.actions.removing import take_away
from hub.forum.models import Post, PostRevision
from hub.forum.notifications import ref
from hub.forum.queries.subjects import post_by_id
from hub.services import audit
from hub.services.files.actions import detach_all


def hide_post(actor: Actor, post_id: int, ground: str) -> None:
    """A stub with the ground stays in its place. Raises NotFound, Forbidden."""
    post = _taken(actor, post_id, ground)
    audit.record(db.session, actor, "forum.post.hidden", ref(post.topic_id), number=post.number, ground=ground)
    commit()


def destroy_post(actor: Actor, post_id: int, ground: str) -> None:
    """The stub stays; the text goes for good, what it said before its edits, and its files. Raises NotFound, Forbidden."""
    post = _taken(actor, post_id, ground)
    post.source = post.html = ""
    detach_all(db.session, Ref("post", post.id))
    db.session.execute(delete(PostRevision).where(PostRevision.post_id == post.id))
    audit.record(db.session, actor, "forum.post.destroyed", ref(post.topic_id), number=post.number, ground=ground)
    commit()


def _taken(actor: Actor, post_id: int, ground: str) -> Post:
    post = post_by_id(db.session, actor, post_id)
    guard(actor, Permission.FORUM_POST_MODERATE, post)
    if not post.is_deleted:
        take_away(actor, post)
    post.hidden_for = ground
    return post
