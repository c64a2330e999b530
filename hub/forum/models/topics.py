"""Topics: what a conversation is about, and the counters that spare the lists from counting."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.forum.models.categories import Category

TITLE_LIMIT = 160
REASON_LIMIT = 300


class TopicKind(StrEnum):
    ANNOUNCEMENT = "announcement"
    CALL = "call"
    DISCUSSION = "discussion"
    QUESTION = "question"


class Topic(Base):
    """`last_number` is the number of its newest post, and gives out the next one. `posts_count` leaves removed posts out.

    `pinned`: 1 or 0, a number so that lists can page on it. `theme_codes`, `region_codes` and `asked_codes` are shown;
    the tables below say the same to conditions.
    """

    __tablename__ = "forum_topic"
    __table_args__ = (
        Index("ix_forum_topic_listed", "category_id", "pinned", "last_post_at", "id"),
        Index("ix_forum_topic_category_recent", "category_id", "last_post_at", "id"),
        Index("ix_forum_topic_recent", "last_post_at", "id"),
        Index(
            "ix_forum_topic_alone",
            "last_post_at",
            "id",
            sqlite_where=text("posts_count = 1"),
            postgresql_where=text("posts_count = 1"),
        ),
        Index("ix_forum_topic_author_id", "author_id", "last_post_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("forum_category.id"))
    title: Mapped[str] = mapped_column(String(TITLE_LIMIT))
    slug: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(16))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    pinned: Mapped[int] = mapped_column(SmallInteger, default=0)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_reason: Mapped[str] = mapped_column(String(REASON_LIMIT), default="")
    accepted_number: Mapped[int | None]

    posts_count: Mapped[int] = mapped_column(default=0)
    last_number: Mapped[int] = mapped_column(default=0)
    last_post_at: Mapped[datetime] = mapped_column(default=utcnow)
    last_author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    theme_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    region_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    asked_codes: Mapped[list[str]] = mapped_column(JSON, default=list)

    category: Mapped[Category] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def audience(self) -> str:
        return self.category.audience

    @property
    def is_locked(self) -> bool:
        return self.category.is_locked


class TopicTheme(Base):
    __tablename__ = "forum_topic_theme"
    __table_args__ = (Index("ix_forum_topic_theme_code", "theme_code", "topic_id"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("forum_topic.id", ondelete="CASCADE"), primary_key=True)
    theme_code: Mapped[str] = mapped_column(ForeignKey("theme.code"), primary_key=True)


class TopicRegion(Base):
    """A region that the topic concerns."""

    __tablename__ = "forum_topic_region"
    __table_args__ = (Index("ix_forum_topic_region_code", "region_code", "topic_id"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("forum_topic.id", ondelete="CASCADE"), primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True)


class TopicAskedRegion(Base):
    """A region to which the topic puts a question; `answered_number` is the first post of somebody of its team."""

    __tablename__ = "forum_topic_asked_region"
    __table_args__ = (Index("ix_forum_topic_asked_region_code", "region_code", "answered_number", "topic_id"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("forum_topic.id", ondelete="CASCADE"), primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True)
    answered_number: Mapped[int | None]
