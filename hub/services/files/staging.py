"""Uploads: files that were received and wait for the form that they were chosen in.

A form names its uploads by token, so a refused form, an expired session or a page without JavaScript loses no file.
"""

from datetime import timedelta
from typing import IO

from sqlalchemy import delete, select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import DbSession, commit, db
from hub.core.ids import new_token
from hub.services.files import processing
from hub.services.files.kept import check_room, touch
from hub.services.files.models import FileUpload
from hub.services.files.names import clean_name
from hub.services.files.preparing import Prepared, prepare
from hub.services.files.quarantine import Quarantined, receive
from hub.services.files.storage import THUMBNAIL
from hub.services.files.store import FileStore

WAITS = timedelta(days=2)
MOST_WAITING = 60
"""Uploads of one person at a time."""


def stage(store: FileStore, actor: Actor, stream: IO[bytes], raw_name: str) -> FileUpload:
    """Receive, check and keep a file that came with a form. Raises RefusedFile, StorageDown. Commits: what the caller has
    read or written before is done, and while the file is checked no transaction is open."""
    guard(actor, Permission.FILES_FILE_ATTACH)
    commit()
    with receive(stream, raw_name, store.quarantine, store.limit) as received:
        return keep(store, actor, received, raw_name)


def keep(store: FileStore, actor: Actor, received: Quarantined, raw_name: str, token: str = "") -> FileUpload:
    """The same for bytes that are here already; `token`: the upload that announced them. Commits."""
    name = clean_name(raw_name)
    known = find(db.session, actor, token) if token else None
    check_room(db.session, store, actor, received.size, name, besides=known.id if known else 0)
    commit()
    with prepare(received, raw_name) as prepared:
        touch(db.session, prepared, is_scanned=store.scanner is not None)
        commit()
        store.storage.put(prepared.sha256, prepared.path)
        if prepared.thumbnail:
            store.storage.put(prepared.sha256 + THUMBNAIL, prepared.thumbnail)
        upload = _waiting(actor, prepared, token)
    processing.enqueue_for(db.session, prepared.sha256)
    commit()
    return upload


def _waiting(actor: Actor, prepared: Prepared, token: str) -> FileUpload:
    upload = find(db.session, actor, token) if token else None
    if upload is None:
        upload = FileUpload(token=new_token(), person_id=actor.person_id, created_at=utcnow())
        db.session.add(upload)
    upload.name, upload.size, upload.media_type = prepared.name, prepared.size, prepared.media_type
    upload.sha256, upload.expires_at = prepared.sha256, utcnow() + WAITS
    db.session.flush()
    return upload


def find(session: DbSession, actor: Actor, token: str) -> FileUpload | None:
    """An upload of this person that has not expired."""
    return session.scalar(
        select(FileUpload).where(
            FileUpload.token == token, FileUpload.person_id == actor.person_id, FileUpload.expires_at > utcnow()
        )
    )


def find_all(session: DbSession, actor: Actor, tokens: list[str]) -> list[FileUpload]:
    """The received ones among some tokens, in the order in which they came."""
    return list(
        session.scalars(
            select(FileUpload)
            .where(
                FileUpload.token.in_(tokens[:MOST_WAITING]),
                FileUpload.person_id == actor.person_id,
                FileUpload.expires_at > utcnow(),
                FileUpload.sha256.is_not(None),
            )
            .order_by(FileUpload.id)
        )
    )


def drop(actor: Actor, token: str) -> bool:
    """Forget an upload; its bytes go with the next cleaning. Commits."""
    found = db.session.execute(
        delete(FileUpload)
        .where(FileUpload.token == token, FileUpload.person_id == actor.person_id)
        .returning(FileUpload.id)
    ).first()
    commit()
    return found is not None
