"""Files that come in pieces, resumable: announced, appended to, finished. What has arrived is what the partial file in
quarantine holds; no piece touches the database."""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import IO

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Conflict
from hub.core.ids import new_token
from hub.core.locale import gettext
from hub.services.files.check import RefusedFile, refuse_by_name
from hub.services.files.kept import check_room
from hub.services.files.models import FileUpload
from hub.services.files.names import clean_name
from hub.services.files.quarantine import Quarantined, write
from hub.services.files.staging import MOST_WAITING, WAITS, drop, keep
from hub.services.files.store import UPLOAD_PREFIX, FileStore

_CHUNK = 1 << 16


class WrongOffset(Exception):
    """The piece does not begin where the file ends; `offset` is where that is."""

    def __init__(self, offset: int) -> None:
        super().__init__(str(offset))
        self.offset = offset


def announce(store: FileStore, actor: Actor, raw_name: str, size: int) -> FileUpload:
    """A file of `size` bytes is to come. Raises RefusedFile before a byte has travelled, Conflict past the number of
    uploads of one person. Commits."""
    guard(actor, Permission.FILES_FILE_ATTACH)
    name = clean_name(raw_name)
    refuse_by_name(name)
    check_room(db.session, store, actor, size, name)
    now = utcnow()
    waiting = select(func.count()).where(FileUpload.person_id == actor.person_id, FileUpload.expires_at > now)
    if (db.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise Conflict(gettext("Too many files wait to be attached. Send the message, then choose more."))
    upload = FileUpload(
        token=new_token(), person_id=actor.person_id, name=name, size=size, created_at=now, expires_at=now + WAITS
    )
    db.session.add(upload)
    commit()
    return upload


def arrived(store: FileStore, upload: FileUpload) -> int:
    """Bytes that are here."""
    if upload.sha256:
        return upload.size
    path = _partial(store, upload.token)
    return path.stat().st_size if path.exists() else 0


def append(store: FileStore, token: str, size: int, offset: int, stream: IO[bytes]) -> int:
    """Write a piece of a file of `size` bytes; how many there are now. What arrives before the line breaks stays.
    Raises WrongOffset, also while another piece is being written, StorageDown. No database."""
    store.quarantine.mkdir(parents=True, exist_ok=True)
    with _partial(store, token).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WrongOffset(os.fstat(file.fileno()).st_size) from error
        there = os.fstat(file.fileno()).st_size
        if there != offset:
            raise WrongOffset(there)
        while there < size and (chunk := stream.read(min(_CHUNK, size - there))):
            write(file, chunk)
            there += len(chunk)
    return there


def finish(store: FileStore, actor: Actor, token: str, name: str) -> FileUpload:
    """Everything is here: check and keep it. Raises RefusedFile (and the upload is forgotten), StorageDown (and it may be
    finished again). Commits."""
    path = _partial(store, token)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        upload = keep(store, actor, Quarantined(path, digest, path.stat().st_size), name, token)
    except RefusedFile:
        forget(store, actor, token)
        raise
    path.unlink(missing_ok=True)
    return upload


def forget(store: FileStore, actor: Actor, token: str) -> bool:
    """Somebody changed their mind. Commits."""
    known = drop(actor, token)
    if known:
        _partial(store, token).unlink(missing_ok=True)
    return known


def _partial(store: FileStore, token: str) -> Path:
    """Tokens reach here from the database only."""
    return store.quarantine / f"{UPLOAD_PREFIX}{token}"
