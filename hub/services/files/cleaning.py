"""Remove what nothing uses: bytes without a use, uploads that nobody attached, what killed processes left behind.

Safe beside an upload of the same bytes at the same moment: an upload first makes the blob's row young and commits, then
puts the bytes; here the row is deleted, which locks it, and the bytes before that is committed. Whoever comes second waits
for the row and finds it young, or gone.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, delete, exists, select

from hub.core.clock import utcnow
from hub.core.db import DbSession, add_unless_there
from hub.services.files.models import Attachment, FileBlob, FileUpload, Scan
from hub.services.files.storage import THUMBNAIL
from hub.services.files.store import FileStore

GRACE = timedelta(days=1)
"""Bytes sent within this time may belong to an upload that is on its way."""
BATCH = 100


def unused_blobs(session: DbSession, before: datetime, limit: int = BATCH) -> list[str]:
    """Keys of blobs that nothing names, sent before a moment."""
    return list(session.scalars(select(FileBlob.sha256).where(*_is_unused(before)).limit(limit)))


def _is_unused(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Condemned blobs stay known without their bytes: the same virus is refused at once."""
    return (
        FileBlob.used_at < before,
        FileBlob.scan != Scan.INFECTED,
        ~exists().where(Attachment.sha256 == FileBlob.sha256),
        ~exists().where(FileUpload.sha256 == FileBlob.sha256),
    )


def forget_blob(session: DbSession, store: FileStore, sha256: str, before: datetime) -> bool:
    """Delete a blob that is unused still, row and bytes (not committed: the row's lock covers both)."""
    gone = session.execute(
        delete(FileBlob)
        .where(FileBlob.sha256 == sha256, *_is_unused(before))
        .returning(FileBlob.sha256)
        .execution_options(synchronize_session=False)
    ).first()
    if gone is None:
        return False
    store.storage.delete(sha256 + THUMBNAIL)
    store.storage.delete(sha256)
    return True


def adopt_strays(session: DbSession, store: FileStore, before: datetime) -> int:
    """Stored bytes without a row (after a restored backup, say) get one as old as they are, so that they are forgotten
    like every other (not committed). How many."""
    strays = list(_strays(session, store, before))
    for sha256 in strays:
        add_unless_there(session, FileBlob(sha256=sha256, size=0, created_at=before, used_at=before - GRACE))
    return len(strays)


def _strays(session: DbSession, store: FileStore, before: datetime) -> Iterator[str]:
    known = set(session.scalars(select(FileBlob.sha256)))
    seen = set()
    for key in store.storage.stored(before):
        sha256 = key.removesuffix(THUMBNAIL)
        if sha256 not in known and sha256 not in seen:
            seen.add(sha256)
            yield sha256


def forget_expired_uploads(session: DbSession, now: datetime) -> int:
    """Uploads that no form attached in time (not committed)."""
    gone = session.execute(
        delete(FileUpload)
        .where(FileUpload.expires_at < now)
        .returning(FileUpload.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


def sweep(store: FileStore, before: datetime) -> int:
    """Files and folders that killed processes left in quarantine and in storage; how many."""
    left = [path for path in _quarantined(store.quarantine) if path.lstat().st_mtime < before.timestamp()]
    for path in left:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(left) + store.storage.tidy(before)


def _quarantined(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def clean(session: DbSession, store: FileStore, now: datetime | None = None) -> int:
    """All of it, in short transactions. Commits. Returns how many blobs, uploads and leftovers are gone."""
    moment = now or utcnow()
    before = moment - GRACE
    count = forget_expired_uploads(session, moment)
    session.commit()
    adopt_strays(session, store, before)
    session.commit()
    while keys := unused_blobs(session, before):
        session.commit()
        for key in keys:
            count += forget_blob(session, store, key, before)
            session.commit()
    session.commit()
    return count + sweep(store, before)
