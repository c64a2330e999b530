"""What can be found: one row for each thing and language, with its text for snippets and its keys for the index."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base

STORED_BODY = 20_000
"""Characters of the plain text kept for snippets; more of it is indexed."""


class SearchDocument(Base):
    """The searchable text of a thing in one language.

    subject: what a hit shows (a post's topic), the thing itself otherwise. marks: facets as index words. *_terms: keys of
    the analyser, separated by spaces; title_words: the title as type-ahead compares it. Long texts stand last, so that a
    row's short columns are read without them.
    """

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("kind", "ref_id", "language"),
        Index(None, "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    ref_id: Mapped[int] = mapped_column(Integer)
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(3))
    analyser_version: Mapped[int] = mapped_column(Integer)
    moment: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(String(300))
    regions: Mapped[str] = mapped_column(String(120))
    themes: Mapped[str] = mapped_column(String(300))
    marks: Mapped[str] = mapped_column(String(600))
    title: Mapped[str] = mapped_column(Text)
    title_terms: Mapped[str] = mapped_column(Text)
    title_words: Mapped[str] = mapped_column(Text)
    body_terms: Mapped[str] = mapped_column(Text)
    other_terms: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
