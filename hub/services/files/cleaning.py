"""Remove bytes that nothing uses any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select

from hub.core.clock import utcnow
from hub.core.db import DbSession, commit
from hub.services.files.models import Attachment, FileBlob
from hub.services.files.storage import Storage

GRACE = timedelta(hours=1)
"""Bytes younger than this may belong to an upload that is not committed yet."""


def clean(session: DbSession, storage: Storage, now: datetime | None = None) -> int:
    """Forget unused blobs, then delete stored bytes without a blob. Commits. Returns how many objects were deleted."""
    before = (now or utcnow()) - GRACE
    unused = ~exists().where(Attachment.sha256 == FileBlob.sha256)
    session.execute(delete(FileBlob).where(unused, FileBlob.created_at < before))
    commit()
    known = set(session.scalars(select(FileBlob.sha256)))
    return sum(storage.delete(key, before) for key in storage.stored() if key not in known)
