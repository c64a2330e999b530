"""Making a backup of a running hub: the database first, then the files that it names (they never change), the secret key,
the manifest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.core import clock
from hub.core.db import db, reading
from hub.core.settings import Settings
from hub.services.backup.archive import FILES, SECRET, ArchiveWriter, Manifest, Unusable, writing
from hub.services.backup.databases import Snapshot, keeper_of
from hub.services.backup.journal import note
from hub.services.files.models import FileBlob
from hub.services.files.storage import THUMBNAIL, Storage, StorageDown

_STAMP = "%Y%m%dT%H%M%SZ"
_NAMES = "hub-*Z.tar"


@dataclass(frozen=True, slots=True)
class Backup:
    """`size` in bytes; `files`: how many are in it; `lacking`: SHA-256 of those that should be and are not."""

    path: Path
    size: int
    files: int
    lacking: list[str]


def make_backup(settings: Settings, storage: Storage, target: Path) -> Backup:
    """Into `target`: a folder, where the archive is named by the moment, or the name of a file that does not exist yet.
    Raises Unusable; then nothing new is there."""
    moment = clock.utcnow()
    path = _named(target, moment)
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".hub-backup-") as scratch, writing(path) as archive:
            keeper = keeper_of(settings.database_url)
            snapshot = keeper.save(Path(scratch))
            with snapshot.dump.open("rb") as dump:
                archive.add(keeper.member, dump)
            lacking = _add_files(archive, storage, snapshot)
            _add_secret(archive, settings)
            archive.finish(Manifest(moment.isoformat(), keeper.engine, snapshot.revision, archive.hashes, lacking))
    except OSError as error:
        raise Unusable(f"{path} cannot be written: {error.strerror}.") from error
    backup = Backup(path, path.stat().st_size, len(snapshot.files) - len(lacking), lacking)
    note(settings.data_dir, moment, backup.size, lacking)
    return backup


def drop_older(folder: Path, keep: int) -> list[Path]:
    """Of the archives that are named by their moment, all but the `keep` newest."""
    dropped = sorted(folder.glob(_NAMES))[:-keep]
    for path in dropped:
        path.unlink()
    return dropped


def _named(target: Path, moment: datetime) -> Path:
    path = target / f"hub-{moment.strftime(_STAMP)}.tar" if target.is_dir() else target
    if path.exists():
        raise Unusable(f"{path} exists already.")
    if not path.parent.is_dir():
        raise Unusable(f"There is no folder {path.parent}.")
    return path.absolute()


def _add_files(archive: ArchiveWriter, storage: Storage, snapshot: Snapshot) -> list[str]:
    """What could not be had whole. A file that was deleted since the snapshot is not missed."""
    lacking: list[str] = []
    for key, has_thumbnail in snapshot.files:
        if not _add_file(archive, storage, key, expected=key):
            lacking.append(key)
        elif has_thumbnail:
            _add_file(archive, storage, key + THUMBNAIL)
    return _still_named(lacking)


def _add_file(archive: ArchiveWriter, storage: Storage, key: str, *, expected: str | None = None) -> bool:
    try:
        with storage.open(key) as source:
            return archive.add(FILES + key, source, expected=expected)
    except FileNotFoundError:
        return False
    except StorageDown as error:
        raise Unusable(f"The files cannot be read: {error}.") from error


def _still_named(keys: Collection[str]) -> list[str]:
    if not keys:
        return []
    with reading(), Session(db.engine) as session:
        return sorted(session.scalars(select(FileBlob.sha256).where(FileBlob.sha256.in_(keys))))


def _add_secret(archive: ArchiveWriter, settings: Settings) -> None:
    """A key that the operator gives by HUB_SECRET_KEY is the operator's to keep."""
    kept = settings.data_dir / SECRET
    if kept.exists():
        with kept.open("rb") as source:
            archive.add(SECRET, source)
