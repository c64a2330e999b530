"""Blobs (bytes, once each), attachments (a name on a thing), uploads (a name that waits for its thing), text."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.registry import Ref


class Scan(StrEnum):
    """What the virus scanner says. Without a scanner a file is clean when it is kept."""

    CLEAN = "clean"
    ERROR = "error"
    INFECTED = "infected"
    PENDING = "pending"


class Reading(StrEnum):
    """How far the text of a file is taken out."""

    DONE = "done"
    FAILED = "failed"
    UNSUPPORTED = "unsupported"
    WAITING = "waiting"


class FileBlob(Base):
    """`size` in bytes. The key of the stored bytes is `sha256`, of its thumbnail `sha256` and a suffix.

    `used_at`: when somebody last sent these bytes; young blobs are never cleaned. `width`, `height`: of images, in pixels.
    `pages`: of documents, 0 when they have none. `reading_reason`: why no text came out. `is_cut`: the text is longer than
    search can use.
    """

    __tablename__ = "file_blob"
    __table_args__ = (Index("ix_file_blob_used_at", "used_at"),)

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    used_at: Mapped[datetime] = mapped_column(default=utcnow)
    scan: Mapped[str] = mapped_column(String(10), default=Scan.CLEAN.value)
    scan_name: Mapped[str] = mapped_column(String(100), default="")
    width: Mapped[int | None]
    height: Mapped[int | None]
    has_thumbnail: Mapped[bool] = mapped_column(default=False)
    reading: Mapped[str] = mapped_column(String(12), default=Reading.UNSUPPORTED.value)
    reading_reason: Mapped[str] = mapped_column(String(20), default="")
    pages: Mapped[int] = mapped_column(default=0)
    is_cut: Mapped[bool] = mapped_column(default=False)


class FileText(Base):
    """The text of one page (from 1; a sheet, a slide), or of the whole (0) for files that have no pages."""

    __tablename__ = "file_text"

    sha256: Mapped[str] = mapped_column(ForeignKey("file_blob.sha256", ondelete="CASCADE"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)


class Attachment(Base):
    """The same bytes under another name, or on another thing, are another attachment of the same blob.

    `audience`: who of those who see the thing may have the file; "": all of them.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_owner", "owner_kind", "owner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_kind: Mapped[str] = mapped_column(String(32))
    owner_id: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("file_blob.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    audience: Mapped[str] = mapped_column(String(40), default="")
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(default=utcnow)

    blob: Mapped[FileBlob] = relationship()

    @property
    def owner(self) -> Ref:
        return Ref(self.owner_kind, self.owner_id)


class FileUpload(Base):
    """A file on its way: announced with `size` bytes, or (with `sha256`) received and waiting to be attached by the form
    that it was chosen in. `token` names it; only the person who sends it can use it."""

    __tablename__ = "file_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("file_blob.sha256"), index=True)
    media_type: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    blob: Mapped[FileBlob | None] = relationship()
