"""Put files on a record and take them off."""

from typing import IO

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import NotFound
from hub.core.registry import Ref
from hub.library.models import Record
from hub.library.queries.records import find_to_change
from hub.services.files import Attachment, FileStore
from hub.services.files.actions import attach, detach
from hub.services.files.check import RefusedFile
from hub.services.files.messages import as_invalid


def attach_file(store: FileStore, actor: Actor, record_id: int, stream: IO[bytes], name: str) -> Attachment:
    """Commits. Raises Invalid (field `file`) with the reason when the file is refused."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    attachment = add_file(store, actor, record, stream, name)
    commit()
    return attachment


def add_file(store: FileStore, actor: Actor, record: Record, stream: IO[bytes], name: str) -> Attachment:
    """The same, in the caller's transaction."""
    try:
        attachment = attach(store, actor, Ref(record.kind, record.id), stream, name)
    except RefusedFile as error:
        raise as_invalid(error) from error
    record.changed_at = utcnow()
    return attachment


def detach_file(actor: Actor, record_id: int, attachment_id: int) -> Record:
    """Commits. Raises NotFound when the file is not on this record."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    attachment = db.session.scalar(
        select(Attachment).where(
            Attachment.id == attachment_id, Attachment.owner_kind == record.kind, Attachment.owner_id == record.id
        )
    )
    if attachment is None:
        raise NotFound(f"file {attachment_id} of record {record_id}")
    detach(attachment)
    record.changed_at = utcnow()
    commit()
    return record
