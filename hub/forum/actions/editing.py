"""Change the text of a post; the former text stays readable."""

from collections.abc import Sequence

from sqlalchemy import update

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Conflict
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.forum import notifications
from hub.forum.actions.posting import Posted
from hub.forum.actions.writing import Written, write
from hub.forum.models import Post, PostRevision
from hub.forum.queries.subjects import post_by_id
from hub.services import links
from hub.services.files.actions import attach_uploads, detach_from
from hub.services.text import cook


class ChangedMeanwhile(Conflict):
    """The post is not the version that was being edited: both texts must be shown."""


def edit_post(
    actor: Actor,
    post_id: int,
    source: str,
    *,
    language: str = "",
    version: int,
    uploads: Sequence[str] = (),
    removed: Sequence[int] = (),
) -> Posted:
    """Replace a post's text, add received files (`uploads`: their tokens), take some off (`removed`: their ids). Raises NotFound, Forbidden, Invalid, ChangedMeanwhile when `version` is not the present
    one. Saving the same text changes nothing."""
    post = post_by_id(db.session, actor, post_id)
    guard(actor, Permission.FORUM_POST_EDIT, post)
    written = write(db.session, actor, source, language, post.topic.audience)
    detach_from(db.session, Ref("post", post.id), removed)
    attach_uploads(db.session, actor, Ref("post", post.id), uploads)
    if (written.source, written.language) == (post.source, post.language):
        commit()
        return Posted(post.topic_id, post.number)
    former = PostRevision(
        post_id=post.id,
        version=post.version,
        source=post.source,
        language=post.language,
        written_by_id=post.author_id,
        written_at=post.edited_at or post.created_at,
    )
    fresh = _newly_called(post, written)
    before = post.html
    _replace(post, written, version)
    links.mention(db.session, actor, notifications.ref(post.topic_id), [post.html], [before])
    db.session.add(former)
    notifications.tell(db.session, notifications.MENTION, fresh, post, actor)
    commit()
    return Posted(post.topic_id, post.number, tuple(written.warnings))


def _replace(post: Post, written: Written, version: int) -> None:
    changed = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.version == version)
        .values(version=Post.version + 1)
        .execution_options(synchronize_session=False)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        db.session.rollback()
        raise ChangedMeanwhile(
            gettext(
                "This message was changed elsewhere while you were writing. Compare the two texts, then save again."
            )
        )
    db.session.refresh(post)
    post.source, post.html, post.language = written.source, written.cooked.html, written.language
    post.renderer_version = written.cooked.version
    post.edited_at = clock.utcnow()


def _newly_called(post: Post, written: Written) -> set[int]:
    """Mentioned now and not before: nobody is called twice by one post."""
    if not written.called:
        return set()
    before = set(cook(post.source, language=post.language).mentions)
    return {person.id for person in written.called if person.handle not in before}
