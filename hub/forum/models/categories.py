"""Categories: the rooms of the forum. Who reads one is its audience, and nothing else decides it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, true
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.access import PUBLIC_AUDIENCE
from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.multilingual import Multilingual, MultilingualText

LOCK_REASON_LIMIT = 300


class Starters(StrEnum):
    """Who may start a topic in a category, among those who see it."""

    MEMBERS = "members"
    FOCAL_POINTS = "focal_points"
    FACILITATORS = "facilitators"


class Category(Base):
    """`audience`: `public`, `members`, `region:02`, `group:7`. `topics_count` is kept by the actions. `mails_content`: False
    where mails tell that something was written, not what."""

    __tablename__ = "forum_category"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[MultilingualText] = mapped_column(Multilingual)
    description: Mapped[MultilingualText] = mapped_column(Multilingual, default=MultilingualText)
    audience: Mapped[str] = mapped_column(String(24))
    position: Mapped[int] = mapped_column(default=0)
    starters: Mapped[str] = mapped_column(String(16), default=Starters.MEMBERS.value)
    is_locked: Mapped[bool] = mapped_column(default=False)
    lock_reason: Mapped[str] = mapped_column(String(LOCK_REASON_LIMIT), default="", server_default="")
    mails_content: Mapped[bool] = mapped_column(default=True, server_default=true())
    topics_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    @property
    def is_public(self) -> bool:
        return self.audience == PUBLIC_AUDIENCE
