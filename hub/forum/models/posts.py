"""Posts, numbered from 1 within their topic, and the versions that edits leave behind."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.forum.models.topics import Topic

TOKEN_LIMIT = 64


class Post(Base):
    """`html` was cooked from `source` when it was written, by the renderer `renderer_version`.

    `version` counts from 1 and goes up by one with each edit. `reply_to`: number of the post that this one answers.
    `form_token` makes the same form sent twice one post. A removed post keeps its number and its place; `hidden_for`: the
    ground on which moderators took it away, empty when its author did. One that they destroyed has no text any more.
    """

    __tablename__ = "forum_post"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        UniqueConstraint("author_id", "form_token"),
        Index("ix_forum_post_created_at", "created_at", "id"),
        Index("ix_forum_post_author_id", "author_id", "topic_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("forum_topic.id", ondelete="CASCADE"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reply_to: Mapped[int | None]
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer_version: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    form_token: Mapped[str | None] = mapped_column(String(TOKEN_LIMIT))

    version: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    deleted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    hidden_for: Mapped[str] = mapped_column(String(16), default="", server_default="")

    topic: Mapped[Topic] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_destroyed(self) -> bool:
        return self.is_deleted and not self.source


class PostRevision(Base):
    """A former text of a post: version `version`, written at `written_at`, replaced since."""

    __tablename__ = "forum_post_revision"
    __table_args__ = (UniqueConstraint("post_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("forum_post.id", ondelete="CASCADE"))
    version: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
