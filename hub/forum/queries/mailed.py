"""What a mail about a post may carry of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.forum.models import Category, Post, Topic
from hub.services.notifications import Quoted


def quoted(session: DbSession, ref: Ref, told: Mapping[str, Any]) -> Quoted | None:
    """The post numbered `told["number"]` of topic `ref`; None when it is gone, or its category lets mails say only that
    something was written. The recipient is known to see the topic."""
    row = session.execute(
        select(Post.html, Post.source, Post.language)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Category, Category.id == Topic.category_id)
        .where(
            Post.topic_id == ref.id,
            Post.number == told.get("number"),
            Post.deleted_at.is_(None),
            Category.mails_content,
        )
    ).first()
    return Quoted(row.html, row.source, row.language) if row else None
