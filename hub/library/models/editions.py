"""One row for each language of a record: the texts, side by side."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base


class RecordEdition(Base):
    """`texts`: field to Markdown or list, `cooked`: field to sanitised HTML, `made_from`: field to the SHA-256 of the source
    text it was translated from (empty in the source language). `excerpt`: the summary as plain text, for cards."""

    __tablename__ = "library_edition"

    record_id: Mapped[int] = mapped_column(ForeignKey("library_record.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    excerpt: Mapped[str] = mapped_column(Text, default="")
    texts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    cooked: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_from: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
