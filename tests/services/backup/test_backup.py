"""A backup that was never restored is a hope: here each one is restored, and compared with what it was made of."""

import hashlib
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from flask import Flask
from flask_migrate import stamp
from sqlalchemy import select

from hub.app import create_app
from hub.core import clock
from hub.core.db import Base, db
from hub.core.settings import Settings
from hub.services.backup.archive import MANIFEST, Unusable, members, verified, writing
from hub.services.backup.journal import check_backup
from hub.services.backup.making import drop_older, make_backup
from hub.services.backup.restoring import restore_backup
from hub.services.files.models import FileBlob
from hub.services.files.storage import FolderStorage, StorageDown
from tests.conftest import POSTGRESQL, postgresql_url

PICTURE, LETTER = b"\x89PNG of a map", "رسالة".encode()


@pytest.fixture
def hub(context: Flask) -> Flask:
    """With tables at the newest revision, two files (one with a thumbnail) and a key of its own."""
    stamp()
    for content, has_thumbnail in ((PICTURE, True), (LETTER, False)):
        key = keep(storage(context), content)
        db.session.add(FileBlob(sha256=key, size=len(content), has_thumbnail=has_thumbnail))
    put(storage(context), f"{digest(PICTURE)}-thumbnail", b"small")
    db.session.commit()
    (settings(context).data_dir / "secret_key").write_text("k" * 48)
    return context


@pytest.fixture
def elsewhere(hub: Flask, tmp_path: Path) -> Iterator[Settings]:
    """The settings of another hub, which has nothing yet."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if settings(hub).is_sqlite:
        yield replace(settings(hub), data_dir=folder, database_url=f"sqlite:///{folder / 'hub.sqlite3'}")
        return
    name = f"{db.engine.url.database}_elsewhere"
    with psycopg.connect(POSTGRESQL or "", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield replace(settings(hub), data_dir=folder, database_url=postgresql_url(name))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_everything_comes_back(hub: Flask, elsewhere: Settings, tmp_path: Path) -> None:
    before = rows()
    made = make_backup(settings(hub), storage(hub), tmp_path / "all.tar")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert (made.files, made.lacking) == (2, [])

    restore(made.path, elsewhere)

    other = create_app(elsewhere)
    with other.app_context():
        assert rows() == before
        assert stored(storage(other)) == stored(storage(hub)) != {}
        assert (elsewhere.data_dir / "secret_key").read_text() == "k" * 48
        db.session.remove()
        db.engine.dispose()
    assert not list(elsewhere.data_dir.glob(".hub-*"))


def test_what_is_lost_or_damaged_is_named(hub: Flask, tmp_path: Path) -> None:
    storage(hub).delete(digest(LETTER))
    put(storage(hub), digest(PICTURE), b"other bytes")

    made = make_backup(settings(hub), storage(hub), tmp_path)

    assert made.lacking == sorted([digest(LETTER), digest(PICTURE)])
    assert digest(b"other bytes") not in verified(made.path).members.values()
    assert check_backup().figures["lacking"] == 2


@pytest.mark.only_on("sqlite")
def test_a_file_deleted_since_the_snapshot_is_not_missed(hub: Flask, tmp_path: Path) -> None:
    key = digest(LETTER)
    real = FolderStorage.open

    def open_after_deletion(own: FolderStorage, wanted: str) -> Any:
        if wanted == key:
            forget(key)
            own.delete(key)
        return real(own, wanted)

    with patch.object(FolderStorage, "open", open_after_deletion):
        made = make_backup(settings(hub), storage(hub), tmp_path)
    assert made.lacking == []


@pytest.mark.only_on("sqlite")
def test_a_damaged_archive_changes_nothing(hub: Flask, elsewhere: Settings, tmp_path: Path) -> None:
    made = make_backup(settings(hub), storage(hub), tmp_path / "whole.tar").path
    whole = made.read_bytes()
    at = whole.index(PICTURE)
    harms = {
        "cut short": whole[: whole.index(MANIFEST.encode())],
        "damaged": whole[:at] + b"X" + whole[at + 1 :],
        "cannot be read": b"no archive at all",
        "of a newer hub than": with_manifest(made, revision="9999"),
        "made by a newer hub": with_manifest(made, format=2),
        "is of postgresql": with_manifest(made, engine="postgresql"),
    }
    for said, content in harms.items():
        made.write_bytes(content)
        with pytest.raises(Unusable, match=said):
            restore(made, elsewhere)
        assert list(elsewhere.data_dir.iterdir()) == []


def test_a_hub_is_never_overwritten(hub: Flask, tmp_path: Path) -> None:
    made = make_backup(settings(hub), storage(hub), tmp_path / "all.tar")
    before = rows()
    with pytest.raises(Unusable, match="hub already"):
        restore_backup(settings(hub), storage(hub), made.path)
    with pytest.raises(Unusable, match="exists already"):
        make_backup(settings(hub), storage(hub), made.path)
    assert rows() == before


@pytest.mark.only_on("sqlite")
def test_an_interrupted_restoring_can_be_done_again(hub: Flask, elsewhere: Settings, tmp_path: Path) -> None:
    made = make_backup(settings(hub), storage(hub), tmp_path / "all.tar")
    with patch.object(FolderStorage, "put", side_effect=StorageDown("full")), pytest.raises(Unusable, match="full"):
        restore(made.path, elsewhere)
    assert not (elsewhere.data_dir / "hub.sqlite3").exists()

    restore(made.path, elsewhere)
    with sqlite3.connect(elsewhere.data_dir / "hub.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM file_blob").fetchone() == (2,)


@pytest.mark.only_on("sqlite")
def test_only_the_newest_are_kept(hub: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "hub-of-somebody.tar").touch()
    for day in (1, 2, 3):
        with clock.frozen(datetime(2026, 12, day, tzinfo=UTC)):
            make_backup(settings(hub), storage(hub), folder)
    drop_older(folder, 2)
    assert sorted(path.name for path in folder.iterdir()) == [
        "hub-20261202T000000Z.tar",
        "hub-20261203T000000Z.tar",
        "hub-of-somebody.tar",
    ]


@pytest.mark.only_on("sqlite")
def test_the_doctor_finds_what_is_wrong(hub: Flask) -> None:
    assert examined(hub)[0] == 0
    put(storage(hub), digest(LETTER), b"other bytes")
    assert examined(hub)[0] == 0
    assert "1 of 2 missing or damaged" in examined(hub, "--read-files")[1]

    storage(hub).delete(digest(PICTURE))
    db.session.connection().exec_driver_sql("ROLLBACK")
    with sqlite3.connect(db.engine.url.database or "") as connection:
        connection.execute("UPDATE person SET organisation_id = 999999 WHERE id = (SELECT min(id) FROM person)")
    db.session.remove()
    status, said = examined(hub)
    assert status == 1
    assert "1 rows refer to nothing: person row 1" in said
    assert "1 of 2 missing" in said


def settings(app: Flask) -> Settings:
    found: Settings = app.config["HUB"]
    return found


def storage(app: Flask) -> FolderStorage:
    found: FolderStorage = app.extensions["files"].storage
    return found


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(where: FolderStorage, content: bytes) -> str:
    put(where, digest(content), content)
    return digest(content)


def put(where: FolderStorage, key: str, content: bytes) -> None:
    incoming = where.folder.parent / "incoming"
    incoming.write_bytes(content)
    where.put(key, incoming)


def forget(key: str) -> None:
    db.session.execute(FileBlob.__table__.delete().where(FileBlob.sha256 == key))
    db.session.commit()


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    found = {
        table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return found


def stored(where: FolderStorage) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in where.folder.rglob("*") if path.is_file()}


def restore(archive: Path, wanted: Settings) -> None:
    """As the command does, in an application of its own."""
    other = create_app(wanted)
    with other.app_context():
        restore_backup(wanted, storage(other), archive)
        db.session.remove()
        db.engine.dispose()


def with_manifest(archive: Path, **changes: Any) -> bytes:
    """The same archive saying something else of itself."""
    other = archive.with_name("other.tar")
    with writing(other) as written:
        for name, source in members(archive):
            if name != MANIFEST:
                written.add(name, source)
        written.finish(replace(verified(archive), **changes))
    return other.read_bytes()


def examined(app: Flask, *options: str) -> tuple[int, str]:
    """Exit status and output of `hub doctor`."""
    said = app.test_cli_runner().invoke(args=["doctor", *options])
    return said.exit_code, said.output
