"""Keeping bytes: the blob's row first, then the bytes, so that a cleaning at the same moment never takes them away."""

from sqlalchemy import func, select, update

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import DbSession, add_unless_there
from hub.services.files.check import Reason, RefusedFile
from hub.services.files.models import Attachment, FileBlob, FileUpload, Reading, Scan
from hub.services.files.preparing import Prepared
from hub.services.files.store import FileStore
from hub.services.parsing.tasks import Task, can


def touch(session: DbSession, prepared: Prepared, *, is_scanned: bool) -> FileBlob:
    """The blob of these bytes, made or made young again, its row held until the transaction ends (not committed).
    Raises RefusedFile for bytes that the scanner has condemned."""
    blob = _touched(session, prepared.sha256)
    if blob is None:
        add_unless_there(session, _new(prepared, is_scanned=is_scanned))
        blob = _touched(session, prepared.sha256)
    assert blob is not None  # noqa: S101 - added, or there
    if blob.scan == Scan.INFECTED:
        raise RefusedFile(Reason.INFECTED, prepared.name)
    return blob


def _touched(session: DbSession, sha256: str) -> FileBlob | None:
    session.execute(
        update(FileBlob)
        .where(FileBlob.sha256 == sha256)
        .values(used_at=utcnow())
        .execution_options(synchronize_session=False)
    )
    return session.get(FileBlob, sha256, populate_existing=True)


def _new(prepared: Prepared, *, is_scanned: bool) -> FileBlob:
    readable = can(Task.TEXT, prepared.media_type) or can(Task.PICTURE, prepared.media_type)
    return FileBlob(
        sha256=prepared.sha256,
        size=prepared.size,
        media_type=prepared.media_type,
        scan=(Scan.PENDING if is_scanned else Scan.CLEAN).value,
        width=prepared.width,
        height=prepared.height,
        has_thumbnail=prepared.thumbnail is not None,
        reading=(Reading.WAITING if readable else Reading.UNSUPPORTED).value,
    )


def check_room(session: DbSession, store: FileStore, actor: Actor, size: int, name: str, besides: int = 0) -> None:
    """Raises RefusedFile when `size` more bytes are too many for the person or for the hub. `besides`: an upload that is
    counted already."""
    if size > store.limit:
        raise RefusedFile(Reason.TOO_LARGE, name)
    if store.hub_limit and hub_bytes(session) + size > store.hub_limit:
        raise RefusedFile(Reason.HUB_FULL, name)
    if store.person_limit and person_bytes(session, actor.person_id, besides) + size > store.person_limit:
        raise RefusedFile(Reason.PERSON_FULL, name)


def hub_bytes(session: DbSession) -> int:
    """Bytes of everything that is kept, each once."""
    return int(session.scalar(select(func.coalesce(func.sum(FileBlob.size), 0))) or 0)


def person_bytes(session: DbSession, person_id: int | None, besides: int = 0) -> int:
    """Bytes of what a person has attached, each blob once, and of what they are sending."""
    own = select(Attachment.sha256).where(Attachment.uploaded_by == person_id)
    kept = session.scalar(select(func.coalesce(func.sum(FileBlob.size), 0)).where(FileBlob.sha256.in_(own)))
    sending = session.scalar(
        select(func.coalesce(func.sum(FileUpload.size), 0)).where(
            FileUpload.person_id == person_id, FileUpload.id != besides, FileUpload.expires_at > utcnow()
        )
    )
    return int(kept or 0) + int(sending or 0)
