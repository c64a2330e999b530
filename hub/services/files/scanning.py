"""Asking the virus scanner about a file, and what follows from its answer."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, select

from hub.core.db import DbSession
from hub.core.locale import gettext, lazy_gettext
from hub.core.registry import Ref
from hub.services import audit
from hub.services.files.clamd import ScannerDown, ScanRefused, scan
from hub.services.files.listeners import files_changed
from hub.services.files.models import Attachment, FileBlob, FileText, FileUpload, Scan
from hub.services.files.storage import THUMBNAIL, StorageDown
from hub.services.files.store import FileStore
from hub.services.jobs import NotNow, enqueue, outside
from hub.services.notifications import NotificationKind, notify

REMOVED = "files.file.infected"
SHRED = "files.shred"
AGAIN_AFTER = timedelta(minutes=1)

INFECTED = NotificationKind(
    name=REMOVED,
    label=lazy_gettext("A file of mine contained a virus"),
    sentence=lambda data: gettext("Your file “%(name)s” contained a virus and was removed.", name=data["name"]),
)


def scan_blob(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Job: ask about one blob. While the scanner is away the file stays pending and the job comes back."""
    store: FileStore = current_app.extensions["files"]
    sha256 = str(payload["sha256"])
    state = session.scalar(select(FileBlob.scan).where(FileBlob.sha256 == sha256))
    if state != Scan.PENDING:
        return
    with outside(session):
        verdict, name = _ask(store, sha256)
    blob = session.get(FileBlob, sha256, with_for_update=True)
    if blob is None:
        return
    blob.scan, blob.scan_name = verdict.value, name[:100]
    owners = _owners(session, sha256)
    if verdict is Scan.INFECTED:
        _remove(session, sha256, name)
    session.flush()
    files_changed(session, owners)


def _ask(store: FileStore, sha256: str) -> tuple[Scan, str]:
    if store.scanner is None:
        return Scan.CLEAN, ""
    try:
        with store.storage.open(sha256) as stream:
            virus = scan(store.scanner, stream)
    except (ScannerDown, StorageDown) as error:
        raise NotNow(type(error).__name__, AGAIN_AFTER) from error
    except ScanRefused as error:
        return Scan.ERROR, str(error)
    except FileNotFoundError:
        return Scan.ERROR, "missing"
    return (Scan.INFECTED, virus) if virus else (Scan.CLEAN, "")


def _owners(session: DbSession, sha256: str) -> list[Ref]:
    rows = session.execute(select(Attachment.owner_kind, Attachment.owner_id).where(Attachment.sha256 == sha256))
    return [Ref(*row) for row in rows]


def _remove(session: DbSession, sha256: str, virus: str) -> None:
    """The names go, everybody who sent them is told, the blob stays known as condemned; the bytes follow."""
    for attachment in session.scalars(select(Attachment).where(Attachment.sha256 == sha256)).all():
        if attachment.uploaded_by is not None:
            notify(session, REMOVED, [attachment.uploaded_by], attachment.owner, None, name=attachment.name)
        audit.record(session, None, REMOVED, attachment.owner, name=attachment.name, virus=virus)
        session.delete(attachment)
    session.execute(delete(FileUpload).where(FileUpload.sha256 == sha256))
    session.execute(delete(FileText).where(FileText.sha256 == sha256))
    enqueue(session, SHRED, {"sha256": sha256}, key=sha256)


def shred(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Job: the bytes of a condemned file, once everybody who had it has lost it."""
    store: FileStore = current_app.extensions["files"]
    sha256 = str(payload["sha256"])
    with outside(session):
        try:
            store.storage.delete(sha256 + THUMBNAIL)
            store.storage.delete(sha256)
        except StorageDown as error:
            raise NotNow("StorageDown") from error
