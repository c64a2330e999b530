"""Attach files to things and detach them. Whether the actor may change the *thing* is the feature's question; it asks it
before calling here."""

from collections.abc import Iterable, Sequence
from typing import IO

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.services.files.listeners import files_changed
from hub.services.files.models import Attachment, FileUpload
from hub.services.files.staging import find_all, stage
from hub.services.files.store import FileStore

MOST_ON_ONE = 30
"""Files of one thing."""


def attach_uploads(
    session: DbSession, actor: Actor, owner: Ref, tokens: Sequence[str], audience: str = ""
) -> list[Attachment]:
    """Put received uploads on a thing, in the caller's transaction (not committed). Tokens that are unknown, used or
    expired are passed over. Raises Invalid (field `files`) past the number that a thing may hold."""
    if not tokens:
        return []
    guard(actor, Permission.FILES_FILE_ATTACH)
    uploads = find_all(session, actor, list(tokens))
    there = session.scalar(
        select(func.count())
        .select_from(Attachment)
        .where(Attachment.owner_kind == owner.kind, Attachment.owner_id == owner.id)
    )
    if int(there or 0) + len(uploads) > MOST_ON_ONE:
        raise Invalid({"files": gettext("At most %(count)s files.", count=MOST_ON_ONE)})
    attachments = [_attached(session, upload, owner, audience) for upload in uploads]
    if attachments:
        session.flush()
        files_changed(session, [owner])
    return attachments


def _attached(session: DbSession, upload: FileUpload, owner: Ref, audience: str) -> Attachment:
    attachment = Attachment(
        owner_kind=owner.kind,
        owner_id=owner.id,
        sha256=upload.sha256,
        name=upload.name,
        media_type=upload.media_type,
        audience=audience,
        uploaded_by=upload.person_id,
    )
    session.add(attachment)
    session.delete(upload)
    return attachment


def attach(store: FileStore, actor: Actor, owner: Ref, stream: IO[bytes], raw_name: str) -> Attachment:
    """Receive one file and put it on a thing at once, for loads and replies by mail (the last step is not committed).
    Raises RefusedFile, StorageDown."""
    upload = stage(store, actor, stream, raw_name)
    [attachment] = attach_uploads(db.session, actor, owner, [upload.token])
    return attachment


def detach(session: DbSession, attachments: Iterable[Attachment]) -> None:
    """Take names off things (not committed). The bytes go with a later cleaning, if nothing else uses them."""
    owners = set()
    for attachment in attachments:
        owners.add(attachment.owner)
        session.delete(attachment)
    if owners:
        session.flush()
        files_changed(session, owners)


def detach_all(session: DbSession, owner: Ref) -> None:
    """Take every file off a thing that goes (not committed)."""
    attached = select(Attachment).where(Attachment.owner_kind == owner.kind, Attachment.owner_id == owner.id)
    detach(session, session.scalars(attached).all())


def detach_from(session: DbSession, owner: Ref, ids: Iterable[int]) -> None:
    """Take some of a thing's files off it (not committed). Raises NotFound when one is not on this thing."""
    wanted = set(ids)
    found = session.scalars(
        select(Attachment).where(
            Attachment.id.in_(wanted), Attachment.owner_kind == owner.kind, Attachment.owner_id == owner.id
        )
    ).all()
    if len(found) != len(wanted):
        raise NotFound(f"files {sorted(wanted)} of {owner}")
    detach(session, found)
