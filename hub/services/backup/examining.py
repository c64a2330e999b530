"""Examining a hub from top to bottom: what `/readyz` asks, and what takes too long to be asked at every visit."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, text

from hub.core import clock
from hub.core.db import db
from hub.core.probes import ServiceState, probes
from hub.services.audit.verifying import verify
from hub.services.files.models import FileBlob
from hub.services.files.storage import Storage, StorageDown

_NAMED = 5
_LATER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """`detail`: one line for the operator. A service that is away (no worker before the hub is started, no mail server)
    fails no examination; what the hub cannot be without does."""

    what: str
    state: ServiceState
    detail: str = ""
    is_essential: bool = True

    @property
    def is_failure(self) -> bool:
        return self.is_essential and self.state is ServiceState.DOWN


def examine(storage: Storage, *, read_files: bool) -> Iterator[Finding]:
    """One after the other, as they are found. `read_files`: read every file and compare it with its SHA-256, not only ask
    whether it is there."""
    for probe in probes():
        health = probe.ask()
        figures = " ".join(f"{name}={number}" for name, number in health.figures.items())
        detail = " ".join(part for part in (health.note, figures) if part)
        yield Finding(probe.name, health.state, detail, probe.is_essential)
    if db.engine.dialect.name == "sqlite":
        yield _integrity()
    yield _chain()
    yield _files(storage, read_files=read_files)


def _integrity() -> Finding:
    """PRAGMA integrity_check and foreign_key_check, https://www.sqlite.org/pragma.html; PostgreSQL looks after both itself."""
    said = [str(row[0]) for row in db.session.execute(text(f"PRAGMA integrity_check({_NAMED})"))]
    if said != ["ok"]:
        return Finding("integrity", ServiceState.DOWN, "; ".join(said))
    orphans = [f"{row[0]} row {row[1]}" for row in db.session.execute(text("PRAGMA foreign_key_check"))]
    if orphans:
        return Finding("integrity", ServiceState.DOWN, f"{len(orphans)} rows refer to nothing: {_some(orphans)}")
    return Finding("integrity", ServiceState.OK)


def _chain() -> Finding:
    db.session.rollback()
    verdict = verify()
    if verdict.broken:
        return Finding("audit chain", ServiceState.DOWN, f"entry {verdict.broken.number} does not hold")
    return Finding("audit chain", ServiceState.OK, f"head {verdict.number}:{verdict.hash}")


def _files(storage: Storage, *, read_files: bool) -> Finding:
    keys = list(db.session.scalars(select(FileBlob.sha256).order_by(FileBlob.sha256)))
    db.session.rollback()
    try:
        if read_files:
            bad = [key for key in keys if not _is_whole(storage, key)]
        else:
            bad = sorted(set(keys) - set(storage.stored(clock.utcnow() + _LATER)))
    except StorageDown as error:
        return Finding("files", ServiceState.DOWN, str(error))
    if bad:
        wrong = "missing or damaged" if read_files else "missing"
        return Finding("files", ServiceState.DOWN, f"{len(bad)} of {len(keys)} {wrong}: {_some(bad)}")
    return Finding("files", ServiceState.OK, f"{len(keys)} {'read' if read_files else 'there'}")


def _is_whole(storage: Storage, key: str) -> bool:
    try:
        with storage.open(key) as source:
            digest = hashlib.sha256()
            while piece := source.read(1 << 20):
                digest.update(piece)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == key


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
