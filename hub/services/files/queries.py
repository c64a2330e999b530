"""Attachments of things, and one attachment for a reader who may see its owner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Row, exists, or_, select

from hub.core.access import Actor, audience_visible
from hub.core.db import AnySelect, DbSession
from hub.core.registry import Card, Ref, registry
from hub.services.files.models import Attachment, FileBlob, FileText, Scan


@dataclass(frozen=True, slots=True)
class FileCard:
    """An attachment as a page shows it; `size` in bytes, `width` and `height` in pixels for images. `scan`: other than
    `clean`, it is not served yet, or never."""

    id: int
    name: str
    media_type: str
    size: int
    uploaded_at: datetime
    audience: str
    uploaded_by: int | None
    scan: str
    has_thumbnail: bool
    width: int | None
    height: int | None
    reading: str
    reading_reason: str
    pages: int

    @property
    def address(self) -> str:
        return file_address(self.id, self.name)

    @property
    def thumbnail(self) -> str:
        """Address of its small picture, or ""."""
        return f"/files/{self.id}/thumbnail" if self.has_thumbnail and self.scan == Scan.CLEAN else ""


def file_address(attachment_id: int, name: str) -> str:
    return f"/files/{attachment_id}/{quote(name, safe='')}"


_CARDS: AnySelect = select(
    Attachment.id,
    Attachment.name,
    Attachment.media_type,
    FileBlob.size,
    Attachment.uploaded_at,
    Attachment.audience,
    Attachment.uploaded_by,
    FileBlob.scan,
    FileBlob.has_thumbnail,
    FileBlob.width,
    FileBlob.height,
    FileBlob.reading,
    FileBlob.reading_reason,
    FileBlob.pages,
    Attachment.owner_id,
).join(FileBlob, FileBlob.sha256 == Attachment.sha256)


def of(session: DbSession, owner: Ref, reader: Actor) -> list[FileCard]:
    """Files of a thing that the caller has already found through `visible_to`: one query, oldest first."""
    return of_many(session, owner.kind, [owner.id], reader).get(owner.id, [])


def of_many(session: DbSession, kind: str, ids: Sequence[int], reader: Actor) -> dict[int, list[FileCard]]:
    """The same for several things of one kind, by id: one query for all; none for no ids."""
    if not ids:
        return {}
    rows = session.execute(
        _CARDS.where(Attachment.owner_kind == kind, Attachment.owner_id.in_(ids), is_open_to(reader)).order_by(
            Attachment.id
        )
    )
    found: dict[int, list[FileCard]] = {}
    for row in rows:
        found.setdefault(row.owner_id, []).append(_card(row))
    return found


def _card(row: Row[Any]) -> FileCard:
    return FileCard(*tuple(row)[:-1])


def is_open_to(reader: Actor) -> ColumnElement[bool]:
    """SQL over Attachment: the file's own audience. The owner's visibility comes on top."""
    return or_(
        Attachment.audience == "",
        audience_visible(Attachment.audience, reader),
        Attachment.uploaded_by == (reader.person_id or 0),
    )


def find_readable(session: DbSession, reader: Actor, attachment_id: int) -> Attachment | None:
    """The attachment when the reader sees the thing it belongs to today, and the scanner has passed it. Whoever sent it
    has it in any case, except a virus."""
    attachment = session.scalar(select(Attachment).where(Attachment.id == attachment_id, is_open_to(reader)))
    if attachment is None or not owner_is_visible(session, reader, attachment.owner):
        return None
    is_own = attachment.uploaded_by is not None and attachment.uploaded_by == reader.person_id
    if attachment.blob.scan == Scan.CLEAN or (is_own and attachment.blob.scan != Scan.INFECTED):
        return attachment
    return None


def owner_is_visible(session: DbSession, reader: Actor, owner: Ref) -> bool:
    kind = registry.kinds.get(owner.kind)
    if kind is None:
        return False
    key: Any = kind.model.__mapper__.primary_key[0]
    return bool(session.scalar(select(exists().where(key == owner.id, kind.visible_to(reader)))))


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page of an attached file; `page` 0: the file has no pages."""

    attachment_id: int
    name: str
    media_type: str
    audience: str
    page: int
    text: str


def texts_of(session: DbSession, owner: Ref) -> list[PageText]:
    """What search can use of a thing's files: every page of those that the scanner has passed, in order."""
    rows = session.execute(
        select(Attachment.id, Attachment.name, Attachment.media_type, Attachment.audience, FileText.page, FileText.text)
        .join(FileText, FileText.sha256 == Attachment.sha256)
        .join(FileBlob, FileBlob.sha256 == Attachment.sha256)
        .where(Attachment.owner_kind == owner.kind, Attachment.owner_id == owner.id, FileBlob.scan == Scan.CLEAN)
        .order_by(Attachment.id, FileText.page)
    )
    return [PageText(*row) for row in rows]


def also_on(session: DbSession, reader: Actor, sha256s: Iterable[str], besides: Ref | None = None) -> dict[str, Card]:
    """Things that the reader sees and that carry the same bytes, one for each: who may not see them is told nothing."""
    rows = session.execute(
        select(Attachment.sha256, Attachment.owner_kind, Attachment.owner_id)
        .where(Attachment.sha256.in_(sorted(set(sha256s))), is_open_to(reader))
        .order_by(Attachment.id)
        .limit(200)
    ).all()
    owners = [(row.sha256, Ref(row.owner_kind, row.owner_id)) for row in rows]
    cards = registry.cards(session, {ref for _, ref in owners if ref != besides}, reader)
    found: dict[str, Card] = {}
    for sha256, ref in owners:
        if ref in cards:
            found.setdefault(sha256, cards[ref])
    return found
