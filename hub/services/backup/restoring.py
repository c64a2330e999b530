"""Restoring: into an empty database only, so that no command ever destroys a hub. The database comes last: a hub whose
restoring was interrupted has none, and the same command goes on."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade

from hub.core.db import db
from hub.core.settings import PROJECT_ROOT, Settings
from hub.services.backup.archive import FILES, SECRET, Manifest, Unusable, members, verified
from hub.services.backup.databases import DatabaseKeeper, keeper_of
from hub.services.files.storage import Storage, StorageDown, checked_key


def restore_backup(settings: Settings, storage: Storage, archive: Path) -> Manifest:
    """Read all of the archive first, then files, secret key and database, then migrate forward. Raises Unusable."""
    manifest = verified(archive)
    keeper = keeper_of(settings.database_url)
    _refuse_what_does_not_fit(manifest, keeper)
    db.session.remove()
    db.engine.dispose()
    with TemporaryDirectory(dir=settings.data_dir, prefix=".hub-restore-") as scratch:
        dump = Path(scratch) / keeper.member
        places = {SECRET: settings.data_dir / SECRET, keeper.member: dump}
        try:
            for name, source in members(archive):
                if name in places:
                    _write(places[name], source)
                elif name.startswith(FILES):
                    _put(storage, name.removeprefix(FILES), source, Path(scratch))
        except (OSError, StorageDown) as error:
            raise Unusable(f"The files cannot be written: {error}.") from error
        keeper.load(dump)
    upgrade()
    return manifest


def _refuse_what_does_not_fit(manifest: Manifest, keeper: DatabaseKeeper) -> None:
    if manifest.engine != keeper.engine:
        raise Unusable(f"The backup is of {manifest.engine}, and HUB_DATABASE_URL names {keeper.engine}.")
    try:
        ScriptDirectory(str(PROJECT_ROOT / "hub" / "migrations")).get_revision(manifest.revision)
    except CommandError as error:
        raise Unusable("The backup is of a newer hub than this one: take that version's code first.") from error
    if not keeper.is_empty():
        raise Unusable("There is a hub already: restore into an empty database, with an empty HUB_DATA_DIR.")


def _put(storage: Storage, key: str, source: IO[bytes], scratch: Path) -> None:
    copy = scratch / checked_key(key)
    _write(copy, source)
    storage.put(key, copy)
    copy.unlink()


def _write(path: Path, source: IO[bytes]) -> None:
    """Readable by its owner alone."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as target:
        shutil.copyfileobj(source, target)
