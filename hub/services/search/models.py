"""What can be found: one row for each thing and language, and for each page of a thing's files, with its text for snippets
and its keys for the index. Beside it the words that people use for one thing, and those that find nothing."""

from datetime import date, datetime

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base

STORED_BODY = 20_000
"""Characters of the plain text kept for snippets; more of it is indexed."""


class SearchDocument(Base):
    """The searchable text of a thing in one language, or of one page of a file that hangs on it.

    attachment_id: of the file, 0 for the thing's own text; page: from 1, 0 where there are none; audience: who of those who
    see the thing may have the file, "" for all of them. day: days from 1970 to `moment`. subject: what a hit shows (a post's topic), the thing itself otherwise. marks: facets as index words. *_terms: keys of
    the analyser, separated by spaces; title_words: the title as type-ahead compares it. Long texts stand last, so that a
    row's short columns are read without them.
    """

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("kind", "ref_id", "language", "attachment_id", "page"),
        Index(None, "subject_kind", "subject_id"),
        Index("ix_search_document_version", "analyser_version", "kind", "ref_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    ref_id: Mapped[int] = mapped_column(Integer)
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(3))
    analyser_version: Mapped[int] = mapped_column(Integer)
    moment: Mapped[datetime | None]
    day: Mapped[int | None]
    attachment_id: Mapped[int] = mapped_column(default=0)
    page: Mapped[int] = mapped_column(default=0)
    audience: Mapped[str] = mapped_column(String(40), default="")
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


LONGEST_NAMES = 300


class SearchSynonyms(Base):
    """Names of one thing in the three languages, those of one language separated by commas."""

    __tablename__ = "search_synonyms"

    id: Mapped[int] = mapped_column(primary_key=True)
    fr: Mapped[str] = mapped_column(String(LONGEST_NAMES))
    ar: Mapped[str] = mapped_column(String(LONGEST_NAMES))
    en: Mapped[str] = mapped_column(String(LONGEST_NAMES))
    changed_at: Mapped[datetime] = mapped_column(default=utcnow)


LONGEST_MISS = 80


class SearchMiss(Base):
    """What was asked for and not found, how often on a day. Nothing says who asked."""

    __tablename__ = "search_miss"

    day: Mapped[date] = mapped_column(primary_key=True)
    query: Mapped[str] = mapped_column(String(LONGEST_MISS), primary_key=True)
    number: Mapped[int]


class SearchWord(Base):
    """A word that everybody may read somewhere, as it is written there, and in how many documents: what a misspelt word may
    have been meant to be. `length`: of the word."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    length: Mapped[int] = mapped_column(index=True)
    documents: Mapped[int]
