"""Blobs (bytes, once each) and attachments (a name on a thing)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.registry import Ref


class FileBlob(Base):
    """`size` in bytes. The key of the stored bytes is `sha256`."""

    __tablename__ = "file_blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class Attachment(Base):
    """The same bytes under another name, or on another thing, are another attachment of the same blob."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_owner", "owner_kind", "owner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_kind: Mapped[str] = mapped_column(String(32))
    owner_id: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("file_blob.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(default=utcnow)

    blob: Mapped[FileBlob] = relationship()

    @property
    def owner(self) -> Ref:
        return Ref(self.owner_kind, self.owner_id)
