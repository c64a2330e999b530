"""The history of a record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.paging import Cursor, Page, paginate
from hub.library.models import Record, RecordVersion
from hub.network.models import Person


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history, without its content."""

    number: int
    created_at: datetime
    author: str
    note: str
    is_minor: bool
    restored_from: int | None
    published_at: datetime | None


def history(session: DbSession, record: Record, cursor: Cursor, *, with_drafts: bool) -> Page[VersionLine]:
    """Newest first. Without drafts: only versions that were published at some time."""
    statement = (
        select(
            RecordVersion.number,
            RecordVersion.created_at,
            Person.name,
            RecordVersion.note,
            RecordVersion.is_minor,
            RecordVersion.restored_from,
            RecordVersion.published_at,
        )
        .outerjoin(Person, Person.id == RecordVersion.author_id)
        .where(RecordVersion.record_id == record.id)
    )
    if not with_drafts:
        statement = statement.where(RecordVersion.published_at.is_not(None))
    page = paginate(session, statement, [RecordVersion.number.desc()], cursor)
    lines = [VersionLine(row[0], row[1], row[2] or "", *row[3:7]) for row in page.items]
    return Page(lines, page.next_cursor, page.previous_cursor)


def find_version(session: DbSession, record: Record, number: int, *, with_drafts: bool) -> RecordVersion:
    """Raises NotFound, also for a version that was never published when `with_drafts` is false."""
    version = session.scalar(
        select(RecordVersion).where(RecordVersion.record_id == record.id, RecordVersion.number == number)
    )
    if version is None or not (with_drafts or version.published_at):
        raise NotFound(f"version {number} of record {record.id}")
    return version


def previous_number(session: DbSession, record: Record, number: int, *, with_drafts: bool) -> int | None:
    """The version before, among those the reader may open."""
    statement = select(RecordVersion.number).where(RecordVersion.record_id == record.id, RecordVersion.number < number)
    if not with_drafts:
        statement = statement.where(RecordVersion.published_at.is_not(None))
    return session.scalar(statement.order_by(RecordVersion.number.desc()).limit(1))
