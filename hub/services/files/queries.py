"""Attachments of things, and one attachment for a reader who may see its owner."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import exists, select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Ref, registry
from hub.services.files.models import Attachment, FileBlob


@dataclass(frozen=True, slots=True)
class FileCard:
    """An attachment as a page shows it; `size` in bytes."""

    id: int
    name: str
    media_type: str
    size: int
    uploaded_at: datetime

    @property
    def address(self) -> str:
        return file_address(self.id, self.name)


def file_address(attachment_id: int, name: str) -> str:
    return f"/files/{attachment_id}/{quote(name, safe='')}"


def of(session: DbSession, owner: Ref) -> list[FileCard]:
    """Files of a thing that the caller has already found through `visible_to`: one query, oldest first."""
    rows = session.execute(
        select(Attachment.id, Attachment.name, Attachment.media_type, FileBlob.size, Attachment.uploaded_at)
        .join(FileBlob, FileBlob.sha256 == Attachment.sha256)
        .where(Attachment.owner_kind == owner.kind, Attachment.owner_id == owner.id)
        .order_by(Attachment.id)
    )
    return [FileCard(*row) for row in rows]


def find_readable(session: DbSession, reader: Actor, attachment_id: int) -> Attachment | None:
    """The attachment when the reader sees the thing it belongs to today."""
    attachment = session.get(Attachment, attachment_id)
    kind = registry.kinds.get(attachment.owner_kind) if attachment else None
    if attachment is None or kind is None:
        return None
    visible = exists().where(kind.model.id == attachment.owner_id, kind.visible_to(reader))
    return attachment if session.scalar(select(visible)) else None
