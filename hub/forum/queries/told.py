"""What notifications ask of the forum: the category that a topic lies in, and the text of a message."""

from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.forum.models import Category, Post, Topic
from hub.services.notifications import Quoted, Told


def category_of(session: DbSession, topic_id: int) -> Ref | None:
    found = session.scalar(select(Topic.category_id).where(Topic.id == topic_id))
    return Ref("category", found) if found is not None else None


def quoted(session: DbSession, topic: Ref, data: Told) -> Quoted | None:
    """The message told of. None for one that is gone, and where the category's mails carry no text."""
    found = session.execute(
        select(Post.html, Post.source, Post.language)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Category, Category.id == Topic.category_id)
        .where(
            Post.topic_id == topic.id,
            Post.number == data.get("number"),
            Post.deleted_at.is_(None),
            Category.mails_content,
        )
    ).first()
    return Quoted(found.html, found.source, found.language) if found else None
