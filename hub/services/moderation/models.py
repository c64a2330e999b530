"""Flags: somebody asks the moderators to look at a thing."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.registry import Ref

TEXT_LIMIT = 1000
NOTE_LIMIT = 500

_OPEN = text("decided_at IS NULL")


class Ground(StrEnum):
    """Why something is flagged, hidden, deleted, or somebody suspended."""

    PERSONAL_DATA = "personal_data"
    CONDUCT = "conduct"
    SPAM = "spam"
    OFF_TOPIC = "off_topic"
    OTHER = "other"


class Outcome(StrEnum):
    """What moderators did. HIDDEN can be taken back; DELETED destroys the text, and what it said before."""

    NOTHING = "nothing"
    EDITED = "edited"
    HIDDEN = "hidden"
    DELETED = "deleted"


class Flag(Base):
    """One person flags one thing; while it is open, the same person cannot flag it again. `note`: what moderators answer."""

    __tablename__ = "moderation_flag"
    __table_args__ = (
        Index(
            "ix_moderation_flag_once", "flagged_by_id", "ref_kind", "ref_id",
            unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index("ix_moderation_flag_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_moderation_flag_ref", "ref_kind", "ref_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    ref_kind: Mapped[str] = mapped_column(String(24))
    ref_id: Mapped[int]
    flagged_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ground: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(String(TEXT_LIMIT), default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(String(NOTE_LIMIT), default="")

    @property
    def ref(self) -> Ref:
        return Ref(self.ref_kind, self.ref_id)
