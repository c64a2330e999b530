"""What happens to a kept file later, by jobs: its text and picture are taken out, the scanner is asked.

Each is done once for the bytes, however many things they are on, and may be done again without harm.
"""

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import current_app
from sqlalchemy import delete, insert, select

from hub.core.clock import utcnow
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.services.files import cleaning
from hub.services.files.listeners import files_changed
from hub.services.files.models import Attachment, FileBlob, FileText, Reading, Scan
from hub.services.files.scanning import SHRED, scan_blob, shred
from hub.services.files.storage import THUMBNAIL, StorageDown
from hub.services.files.store import WORK_PREFIX, FileStore
from hub.services.jobs import JobKind, NotNow, Schedule, enqueue, outside, register_job, register_schedule
from hub.services.parsing import tasks
from hub.services.parsing.process import Outcome, parse
from hub.services.parsing.tasks import Task, can

READ, SCAN, CLEAN, FORGET = "files.read", "files.scan", "files.clean", "files.forget"
NIGHT = timedelta(hours=3, minutes=17)


def register() -> None:
    """When the app is built."""
    register_job(JobKind(name=READ, run=read_blob, attempts=3, priority=5))
    register_job(JobKind(name=SCAN, run=scan_blob, attempts=20))
    register_job(JobKind(name=SHRED, run=shred))
    register_job(JobKind(name=CLEAN, run=clean_up, priority=9))
    register_job(JobKind(name=FORGET, run=forget, priority=9))
    register_schedule(Schedule(name=CLEAN, job=CLEAN, every=timedelta(days=1), offset=NIGHT))


def enqueue_for(session: DbSession, sha256: str) -> None:
    """Add what a blob still needs (not committed). A blob that was forgotten and came back is another one."""
    blob = session.get_one(FileBlob, sha256)
    key = f"{sha256}:{blob.created_at:%Y%m%d%H%M%S}"
    if blob.scan == Scan.PENDING:
        enqueue(session, SCAN, {"sha256": sha256}, key=key)
    if blob.reading == Reading.WAITING:
        enqueue(session, READ, {"sha256": sha256}, key=key)


def read_blob(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Job: the text of a blob page by page, and a document's picture. A parser that was killed leaves a state `failed`
    with its reason; a hub that was killed leaves the job, which is done anew."""
    store: FileStore = current_app.extensions["files"]
    sha256 = str(payload["sha256"])
    media_type = session.scalar(select(FileBlob.media_type).where(FileBlob.sha256 == sha256))
    if media_type is None:
        return
    store.quarantine.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=store.quarantine, prefix=WORK_PREFIX) as work:
        with outside(session):
            text, has_picture = _parsed(store, sha256, media_type, Path(work))
        _note(session, sha256, text, has_picture=has_picture)


def _parsed(store: FileStore, sha256: str, media_type: str, work: Path) -> tuple[Outcome | None, bool]:
    source = work / "source"
    try:
        with store.storage.open(sha256) as stored, source.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        has_picture = can(Task.PICTURE, media_type) and _draw(store, sha256, media_type, source, work / "picture")
    except FileNotFoundError:
        return Outcome("missing", {}, work), False
    except StorageDown as error:
        raise NotNow("StorageDown") from error
    if not can(Task.TEXT, media_type):
        return None, has_picture
    folder = work / "text"
    folder.mkdir()
    return parse(Task.TEXT, media_type, source, folder), has_picture


def _draw(store: FileStore, sha256: str, media_type: str, source: Path, folder: Path) -> bool:
    folder.mkdir()
    if not parse(Task.PICTURE, media_type, source, folder).is_done:
        return False
    store.storage.put(sha256 + THUMBNAIL, folder / tasks.THUMBNAIL)
    return True


def _note(session: DbSession, sha256: str, text: Outcome | None, *, has_picture: bool) -> None:
    blob = session.get(FileBlob, sha256, with_for_update=True)
    if blob is None:
        return
    blob.has_thumbnail = blob.has_thumbnail or has_picture
    session.execute(delete(FileText).where(FileText.sha256 == sha256))
    pages = _gathered(text) if text else {}
    if pages:
        session.execute(insert(FileText), [{"sha256": sha256, "page": page, "text": pages[page]} for page in pages])
    if text is None:
        blob.reading = Reading.UNSUPPORTED.value
    else:
        blob.reading = (Reading.DONE if text.is_done or pages else Reading.FAILED).value
        blob.reading_reason = text.reason
        blob.pages = int(text.facts.get("pages", 0))
        blob.is_cut = bool(text.facts.get("is_cut")) or bool(pages and not text.is_done)
    owners = session.execute(select(Attachment.owner_kind, Attachment.owner_id).where(Attachment.sha256 == sha256))
    session.flush()
    files_changed(session, [Ref(*row) for row in owners])


def _gathered(text: Outcome) -> dict[int, str]:
    """One text a page, in order."""
    pages: dict[int, str] = {}
    for page, words in text.pages():
        pages[page] = f"{pages[page]}\n{words}" if page in pages else words
    return pages


def clean_up(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Job, each night: sweep, and one job for each blob to forget; reading that was never done is asked for again."""
    store: FileStore = current_app.extensions["files"]
    now = utcnow()
    with outside(session):
        cleaning.sweep(store, now - cleaning.GRACE)
    cleaning.forget_expired_uploads(session, now)
    cleaning.adopt_strays(session, store, now - cleaning.GRACE)
    for sha256 in cleaning.unused_blobs(session, now - cleaning.GRACE, limit=10_000):
        enqueue(session, FORGET, {"sha256": sha256}, key=f"{sha256}:{now:%Y%m%d}")
    waiting = (FileBlob.reading == Reading.WAITING) | (FileBlob.scan == Scan.PENDING)
    for sha256 in session.scalars(select(FileBlob.sha256).where(waiting, FileBlob.size > 0).limit(1_000)).all():
        enqueue_for(session, sha256)


def forget(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Job: one blob that nothing uses, if that is still so."""
    store: FileStore = current_app.extensions["files"]
    try:
        cleaning.forget_blob(session, store, str(payload["sha256"]), utcnow() - cleaning.GRACE)
    except StorageDown as error:
        raise NotNow("StorageDown") from error
