"""Versions: the whole content of a record at one saving. Never changed, never deleted while the record lives."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base


class RecordVersion(Base):
    """`content`: see `content.to_json`. `published_at`: when it became the shown text, if ever; readers of a published
    record see these versions, its editors see all."""

    __tablename__ = "library_version"
    __table_args__ = (UniqueConstraint("record_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("library_record.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    note: Mapped[str] = mapped_column(String(300), default="")
    is_minor: Mapped[bool] = mapped_column(default=False)
    restored_from: Mapped[int | None]
    published_at: Mapped[datetime | None]
