"""Receiving, keeping once, cleaning."""

import errno
import io
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.core import clock
from hub.core.access import VISITOR
from hub.core.clock import utcnow
from hub.core.db import db
from hub.core.errors import Forbidden
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services.files import Attachment, FileBlob, FileStore
from hub.services.files.actions import attach, attach_uploads, detach
from hub.services.files.check import Reason, RefusedFile
from hub.services.files.cleaning import GRACE, clean, forget_blob, unused_blobs
from hub.services.files.quarantine import receive
from hub.services.files.queries import also_on
from hub.services.files.staging import WAITS, stage
from hub.services.files.storage import FolderStorage, StorageDown
from hub.services.jobs import enqueue
from tests.factories.jobs import run_jobs
from tests.factories.library import draft, published
from tests.services.files.office import PDF

OWNER = Ref("practice", 1)


def store_of(app: Flask) -> FileStore:
    return app.extensions["files"]  # type: ignore[no-any-return]


def test_too_many_bytes_stop_the_reading(tmp_path: Path) -> None:
    stream = io.BytesIO(b"x" * 300_000)
    with pytest.raises(RefusedFile) as refused, receive(stream, "a.txt", tmp_path, limit=100_000):
        pytest.fail("the file was received")
    assert refused.value.reason is Reason.TOO_LARGE
    assert stream.tell() < 300_000
    assert list(tmp_path.iterdir()) == []


def test_the_same_bytes_are_kept_once(context: Flask, people: DemoPeople) -> None:
    first = attach(store_of(context), people["organiser"], OWNER, io.BytesIO(PDF), "a.pdf")
    second = attach(store_of(context), people["partner"], Ref("practice", 2), io.BytesIO(PDF), "b.pdf")
    db.session.commit()
    assert first.sha256 == second.sha256
    assert db.session.scalar(select(func.count()).select_from(FileBlob)) == 1
    assert list(store_of(context).storage.stored(utcnow() + timedelta(hours=1))) == [first.sha256]
    with store_of(context).storage.open(first.sha256) as kept:
        assert kept.read() == PDF


def test_a_refused_file_leaves_nothing(context: Flask, people: DemoPeople) -> None:
    with pytest.raises(RefusedFile):
        attach(store_of(context), people["organiser"], OWNER, io.BytesIO(b"<html>"), "a.pdf")
    assert list(store_of(context).storage.stored(utcnow() + timedelta(hours=1))) == []
    assert db.session.scalar(select(func.count()).select_from(Attachment)) == 0
    assert list(store_of(context).quarantine.iterdir()) == []


def test_a_visitor_attaches_nothing(context: Flask) -> None:
    with pytest.raises(Forbidden):
        attach(store_of(context), VISITOR, OWNER, io.BytesIO(PDF), "a.pdf")


def test_cleaning_removes_what_nothing_uses_after_a_grace(context: Flask, people: DemoPeople) -> None:
    store, later = store_of(context), utcnow() + GRACE + timedelta(hours=1)
    kept = attach(store, people["organiser"], OWNER, io.BytesIO(PDF), "kept.pdf")
    gone = attach(store, people["organiser"], OWNER, io.BytesIO(PDF + b"2"), "gone.pdf")
    waiting = stage(store, people["organiser"], io.BytesIO(PDF + b"3"), "waiting.pdf")
    keys = {kept.sha256, gone.sha256, waiting.sha256}
    kept_key, gone_key = kept.sha256, gone.sha256
    detach(db.session, [gone])
    db.session.commit()
    assert clean(db.session, store) == 0
    assert set(store.storage.stored(later)) == keys
    assert clean(db.session, store, later) == 1
    assert set(store.storage.stored(later)) == keys - {gone_key}
    assert clean(db.session, store, utcnow() + WAITS + GRACE + timedelta(hours=1)) == 2
    assert list(store.storage.stored(later)) == [kept_key]
    with pytest.raises(FileNotFoundError):
        store.storage.open(gone_key)


def test_bytes_sent_again_while_they_are_cleaned_stay(context: Flask, people: DemoPeople) -> None:
    """The cleaning listed them; then they were sent again; then it comes to delete them."""
    store = store_of(context)
    old = attach(store, people["organiser"], OWNER, io.BytesIO(PDF), "a.pdf")
    key, before = old.sha256, utcnow() - GRACE
    detach(db.session, [old])
    db.session.get_one(FileBlob, key).used_at = before - timedelta(days=1)
    db.session.commit()
    assert unused_blobs(db.session, before) == [key]
    stage(store, people["partner"], io.BytesIO(PDF), "b.pdf")
    assert not forget_blob(db.session, store, key, before)
    with store.storage.open(key) as kept:
        assert kept.read() == PDF


def test_what_killed_processes_left_behind_is_swept(context: Flask, people: DemoPeople) -> None:
    store = store_of(context)
    kept = attach(store, people["organiser"], OWNER, io.BytesIO(PDF), "kept.pdf")
    db.session.commit()
    stray = "ab" * 32
    left = [
        store.quarantine / "in-killed",
        store.quarantine / "up-never-finished",
        context.config["HUB"].data_dir / "files" / "ab" / "ab" / "x.part",
        context.config["HUB"].data_dir / "files" / "ab" / "ab" / stray,
    ]
    folder = store.quarantine / "work-killed"
    folder.mkdir(parents=True)
    (folder / "source").write_bytes(b"x")
    left[2].parent.mkdir(parents=True)
    for path in left:
        path.write_bytes(b"x")
    clean(db.session, store)
    assert all(path.exists() for path in (*left, folder))
    clean(db.session, store, utcnow() + GRACE + timedelta(hours=1))
    assert not any(path.exists() for path in (*left, folder))
    assert list(store.storage.stored(utcnow() + timedelta(hours=1))) == [kept.sha256]


def test_the_night_cleans_by_jobs(context: Flask, people: DemoPeople) -> None:
    store = store_of(context)
    gone = attach(store, people["organiser"], OWNER, io.BytesIO(PDF), "gone.pdf")
    key = gone.sha256
    detach(db.session, [gone])
    run_jobs(db.session)
    with clock.frozen(utcnow() + GRACE + timedelta(hours=1)):
        enqueue(db.session, "files.clean", {})
        run_jobs(db.session)
    assert db.session.get(FileBlob, key) is None
    with pytest.raises(FileNotFoundError):
        store.storage.open(key)


def test_nobody_fills_the_hub_alone(context: Flask, people: DemoPeople) -> None:
    store = replace(store_of(context), person_limit=len(PDF) + 10, hub_limit=2 * len(PDF) + 10)
    attach(store, people["organiser"], OWNER, io.BytesIO(PDF), "a.pdf")
    for actor, reason in (("organiser", Reason.PERSON_FULL), ("partner", None), ("admin", Reason.HUB_FULL)):
        content = io.BytesIO(PDF + actor[:3].encode())
        if reason is None:
            stage(store, people[actor], content, "b.pdf")
            continue
        with pytest.raises(RefusedFile) as refused:
            stage(store, people[actor], content, "b.pdf")
        assert refused.value.reason is reason


def test_the_same_file_is_pointed_out_to_those_who_see_it(context: Flask, people: DemoPeople) -> None:
    store, owner = store_of(context), people["focal.oriental"]
    shown = published(people, "focal.oriental", "public", title="Charte publique")
    hidden = draft(owner, title="Zarzalia")
    for record, content in ((shown, PDF), (hidden, PDF + b"2")):
        upload = stage(store, owner, io.BytesIO(content), "a.pdf")
        [file] = attach_uploads(db.session, owner, Ref(record.kind, record.id), [upload.token])
        db.session.commit()
        found = {name: also_on(db.session, people[name], [file.sha256]) for name in ("focal.oriental", "partner")}
        assert len(found["focal.oriental"]) == 1
        assert bool(found["partner"]) == (record is shown)


@pytest.mark.parametrize("key", ["../../etc/passwd", "A" * 64, "", "a" * 63])
def test_a_key_is_a_digest(tmp_path: Path, key: str) -> None:
    with pytest.raises(FileNotFoundError):
        FolderStorage(tmp_path).open(key)


def test_a_full_disk_leaves_no_part_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    source, storage = tmp_path / "in", FolderStorage(tmp_path / "files")
    source.write_bytes(PDF)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageDown):
        storage.put("ab" * 32, source)
    assert [path for path in storage.folder.rglob("*") if path.is_file()] == []
