"""Records: the part of a practice or a document that is the same in every language, as it is shown today."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.access import MEMBERS_AUDIENCE
from hub.core.clock import utcnow
from hub.core.db import Base
from hub.library.content.fields import RecordKind
from hub.library.models.editions import RecordEdition


class Status(StrEnum):
    """draft → submitted → published → withdrawn; a withdrawn record may be published again."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Record(Base):
    """`facts`, themes, regions and editions are the content of version `shown_version`, spread out for lists and pages.

    `latest_version` is larger while a newer text waits for publication. `listed_at` orders lists: the day of publication,
    before that the day of the last change. `maturity` repeats the fact of that name, for counting; `theme_codes` and
    `region_codes` repeat what the joined tables hold, for showing.
    """

    __tablename__ = "library_record"
    __table_args__ = (
        Index("ix_library_record_listed", "status", "listed_at", "id"),
        Index("ix_library_record_owner", "owner_id", "status"),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}  # noqa: RUF012 - SQLAlchemy declares it so

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    form: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16), default=Status.DRAFT.value)
    audience: Mapped[str] = mapped_column(String(32), default=MEMBERS_AUDIENCE)
    source_language: Mapped[str] = mapped_column(String(2))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    maturity: Mapped[str] = mapped_column(String(16), default="")
    theme_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    region_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    latest_version: Mapped[int] = mapped_column(default=0)
    shown_version: Mapped[int] = mapped_column(default=0)
    review_note: Mapped[str] = mapped_column(String(2000), default="")
    withdrawal_reason: Mapped[str] = mapped_column(String(2000), default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    changed_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    listed_at: Mapped[datetime] = mapped_column(default=utcnow)
    published_at: Mapped[datetime | None]

    editions: Mapped[list[RecordEdition]] = relationship(
        cascade="all, delete-orphan", order_by=RecordEdition.language, passive_deletes=True
    )
    _themes: Mapped[list["RecordTheme"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    _regions: Mapped[list["RecordRegion"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN

    @property
    def has_waiting_version(self) -> bool:
        """A newer text than the published one waits for somebody who may publish it."""
        return self.is_published and self.latest_version > self.shown_version

    def place_in(self, themes: tuple[str, ...], regions: tuple[str, ...]) -> None:
        """Set themes and regions, here and in the tables that filters join."""
        self.theme_codes, self.region_codes = list(themes), list(regions)
        self._themes = _kept(self._themes, "theme_code", themes, RecordTheme)
        self._regions = _kept(self._regions, "region_code", regions, RecordRegion)

    @property
    def address(self) -> str:
        return f"/library/{self.id}"


class Practice(Record):
    """A structured good practice."""

    __mapper_args__ = {"polymorphic_identity": RecordKind.PRACTICE.value}  # noqa: RUF012


class Document(Record):
    """A plain document with its file."""

    __mapper_args__ = {"polymorphic_identity": RecordKind.DOCUMENT.value}  # noqa: RUF012


class RecordTheme(Base):
    __tablename__ = "library_record_theme"

    record_id: Mapped[int] = mapped_column(ForeignKey("library_record.id", ondelete="CASCADE"), primary_key=True)
    theme_code: Mapped[str] = mapped_column(ForeignKey("theme.code"), primary_key=True, index=True)


class RecordRegion(Base):
    __tablename__ = "library_record_region"

    record_id: Mapped[int] = mapped_column(ForeignKey("library_record.id", ondelete="CASCADE"), primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True, index=True)


def _kept(rows: list[Any], column: str, codes: tuple[str, ...], model: type[Any]) -> list[Any]:
    """The rows for `codes`, those that exist reused."""
    existing = {getattr(row, column): row for row in rows}
    return [existing.get(code) or model(**{column: code}) for code in codes]
