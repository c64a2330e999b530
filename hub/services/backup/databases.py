"""The database as one file and back: each engine by its own means, never by copying the file of a running one."""

import gzip
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, create_engine, inspect, make_url, text

from hub.services.backup.archive import Unusable

_FILES = "SELECT sha256, has_thumbnail FROM file_blob ORDER BY sha256"
_REVISION = "SELECT version_num FROM alembic_version"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of the database. `dump`: the file that holds it. `files`: (SHA-256, has a thumbnail) of all it names."""

    dump: Path
    revision: str
    files: Sequence[tuple[str, bool]]


class DatabaseKeeper(Protocol):
    """What backing up and restoring ask of an engine. `member`: the dump's name in the archive."""

    engine: str
    member: str

    def save(self, scratch: Path) -> Snapshot:
        """Dump into a folder, beside whoever reads and writes. Raises Unusable."""

    def is_empty(self) -> bool:
        """Is there no table?"""

    def load(self, dump: Path) -> None:
        """Into an empty database: wholly or not at all. Raises Unusable."""


class SqliteKeeper:
    """By SQLite's online backup, https://www.sqlite.org/backup.html."""

    engine, member = "sqlite", "database.sqlite3.gz"

    def __init__(self, path: Path) -> None:
        self._path = path

    def save(self, scratch: Path) -> Snapshot:
        if self.is_empty():
            raise Unusable("There is nothing to back up: the database is empty.")
        copy, dump = scratch / "copy.sqlite3", scratch / self.member
        with closing(self._reading()) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            _refuse_unsound(target, self._path)
            (revision,) = target.execute(_REVISION).fetchone()
            files = [(key, bool(has_thumbnail)) for key, has_thumbnail in target.execute(_FILES)]
        with copy.open("rb") as plain, gzip.open(dump, "wb", compresslevel=6) as packed:
            shutil.copyfileobj(plain, packed)
        copy.unlink()
        return Snapshot(dump, revision, files)

    def is_empty(self) -> bool:
        if not self._path.exists():
            return True
        with closing(self._reading()) as connection:
            return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None

    def load(self, dump: Path) -> None:
        incoming = self._path.with_name(f"{self._path.name}.restoring")
        with gzip.open(dump, "rb") as packed, incoming.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
            plain.flush()
            os.fsync(plain.fileno())
        with closing(sqlite3.connect(incoming)) as connection:
            _refuse_unsound(connection, incoming)
        for left in ("-wal", "-shm"):
            self._path.with_name(self._path.name + left).unlink(missing_ok=True)
        incoming.replace(self._path)

    def _reading(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True)


class PostgresqlKeeper:
    """By pg_dump and pg_restore. The list of files is read in the very snapshot that is dumped."""

    engine, member = "postgresql", "database.dump"

    def __init__(self, address: URL) -> None:
        self._address = address

    def save(self, scratch: Path) -> Snapshot:
        dump = scratch / self.member
        if self.is_empty():
            raise Unusable("There is nothing to back up: the database is empty.")
        with self._connected() as connection:
            name = connection.scalar(text("SELECT pg_export_snapshot()"))
            revision = connection.scalar(text(_REVISION))
            files = [(row.sha256, row.has_thumbnail) for row in connection.execute(text(_FILES))]
            self._run("pg_dump", "--format=custom", f"--snapshot={name}", f"--file={dump}")
        return Snapshot(dump, str(revision), files)

    def is_empty(self) -> bool:
        with self._connected() as connection:
            return not inspect(connection).get_table_names()

    def load(self, dump: Path) -> None:
        self._run("pg_restore", "--single-transaction", "--exit-on-error", str(dump))

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        engine = create_engine(self._address, isolation_level="REPEATABLE READ")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def _run(self, program: str, *arguments: str) -> None:
        """The password goes by the environment: arguments are seen by everybody on the machine."""
        found = shutil.which(program)
        if found is None:
            raise Unusable(f"{program} is not installed here; it comes with PostgreSQL's client programs.")
        address = self._address.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
        environment = os.environ | ({"PGPASSWORD": str(self._address.password)} if self._address.password else {})
        said = subprocess.run(  # noqa: S603 - a program found on the path, arguments of our own, no shell
            [found, "--no-owner", "--no-privileges", f"--dbname={address}", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if said.returncode:
            raise Unusable(f"{program} failed: {said.stderr.strip()}")


def keeper_of(database_url: str) -> DatabaseKeeper:
    """Who saves and loads the database at an address."""
    address = make_url(database_url)
    if address.get_backend_name() == "sqlite":
        return SqliteKeeper(Path(address.database or "").absolute())
    return PostgresqlKeeper(address)


def _refuse_unsound(connection: sqlite3.Connection, path: Path) -> None:
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    if said != ["ok"]:
        raise Unusable(f"{path} is damaged: {'; '.join(said)}")
