"""Put files on a record and take them off."""

from collections.abc import Sequence
from typing import IO

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.registry import Ref
from hub.library.models import Record
from hub.library.queries.records import find_to_change
from hub.services.files import Attachment, FileStore
from hub.services.files.actions import attach_uploads, detach_from
from hub.services.files.check import RefusedFile
from hub.services.files.messages import as_invalid
from hub.services.files.staging import stage


def attach_files(actor: Actor, record_id: int, uploads: Sequence[str]) -> list[Attachment]:
    """`uploads`: tokens of received files. Commits. Raises NotFound, Forbidden, Invalid."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    attachments = add_files(actor, record, uploads)
    commit()
    return attachments


def add_files(actor: Actor, record: Record, uploads: Sequence[str]) -> list[Attachment]:
    """The same, in the caller's transaction."""
    attachments = attach_uploads(db.session, actor, Ref(record.kind, record.id), uploads)
    if attachments:
        record.changed_at = utcnow()
    return attachments


def attach_file(store: FileStore, actor: Actor, record_id: int, stream: IO[bytes], name: str) -> Attachment:
    """Receive a file and put it on a record at once, for loads. Commits. Raises Invalid (field `files`) with the reason
    when the file is refused."""
    try:
        upload = stage(store, actor, stream, name)
    except RefusedFile as error:
        raise as_invalid(error, "files") from error
    [attachment] = attach_files(actor, record_id, [upload.token])
    return attachment


def detach_file(actor: Actor, record_id: int, attachment_id: int) -> Record:
    """Commits. Raises NotFound when the file is not on this record."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    detach_from(db.session, Ref(record.kind, record.id), [attachment_id])
    record.changed_at = utcnow()
    commit()
    return record
