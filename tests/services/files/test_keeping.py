"""Receiving, keeping once, cleaning."""

import errno
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.core.access import VISITOR
from hub.core.clock import utcnow
from hub.core.db import db
from hub.core.errors import Forbidden
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services.files import Attachment, FileBlob, FileStore
from hub.services.files.actions import attach, detach
from hub.services.files.check import Reason, RefusedFile
from hub.services.files.cleaning import clean
from hub.services.files.quarantine import receive
from hub.services.files.storage import FolderStorage
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
    assert list(store_of(context).storage.stored()) == [first.sha256]
    with store_of(context).storage.open(first.sha256) as kept:
        assert kept.read() == PDF


def test_a_refused_file_leaves_nothing(context: Flask, people: DemoPeople) -> None:
    with pytest.raises(RefusedFile):
        attach(store_of(context), people["organiser"], OWNER, io.BytesIO(b"<html>"), "a.pdf")
    assert list(store_of(context).storage.stored()) == []
    assert db.session.scalar(select(func.count()).select_from(Attachment)) == 0
    assert list(store_of(context).quarantine.iterdir()) == []


def test_a_visitor_attaches_nothing(context: Flask) -> None:
    with pytest.raises(Forbidden):
        attach(store_of(context), VISITOR, OWNER, io.BytesIO(PDF), "a.pdf")


def test_cleaning_removes_what_nothing_uses_after_a_grace(context: Flask, people: DemoPeople) -> None:
    store = store_of(context)
    kept = attach(store, people["organiser"], OWNER, io.BytesIO(PDF), "kept.pdf")
    gone = attach(store, people["organiser"], OWNER, io.BytesIO(PDF + b"2"), "gone.pdf")
    db.session.commit()
    key = gone.sha256
    detach(gone)
    db.session.commit()
    assert clean(db.session, store.storage) == 0
    assert clean(db.session, store.storage, utcnow() + timedelta(hours=2)) == 1
    assert list(store.storage.stored()) == [kept.sha256]
    with pytest.raises(FileNotFoundError):
        store.storage.open(key)


def test_bytes_that_are_put_again_are_young_again(tmp_path: Path) -> None:
    storage, key = FolderStorage(tmp_path / "files"), "a" * 64
    source = tmp_path / "source"
    source.write_bytes(b"x")
    storage.put(key, source)
    path = tmp_path / "files" / "aa" / "aa" / key
    os.utime(path, (0, 0))
    storage.put(key, source)
    assert not storage.delete(key, utcnow() - timedelta(hours=1))


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
    with pytest.raises(OSError, match="No space"):
        storage.put("ab" * 32, source)
    assert [path for path in storage.folder.rglob("*") if path.is_file()] == []
