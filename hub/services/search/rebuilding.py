"""Making the index anew: at once after bulk loads, or beside the work of others, in short transactions.

Beside others nothing is lost. A batch first takes the locks of its things (`storing`), then reads them: whoever wrote one
before is read, whoever writes one later replaces what the batch made; what is added meanwhile is indexed by who adds it. Things that somebody is writing are left to the end.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from hub.core.db import DbSession, db
from hub.core.registry import ContentKind, Ref, registry

from .analyser import ANALYSER_VERSION
from .documents import documents_of, key_of, primary_key
from .models import SearchDocument
from .storing import BATCH, forget, insert_documents, lock, lock_free

SHORT_BATCH = 100
"""Things in one transaction while others write: on SQLite they wait for it, some tenths of a second."""
PAUSE = 0.12
"""Seconds between two transactions on SQLite, whose waiting writers look every tenth of a second: without it they would find
it taken each time, and give up after five seconds."""

_table = SearchDocument.__table__


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one kind is: things done of all there are."""

    kind: str
    done: int
    total: int


def rebuild(session: DbSession, kinds: Iterable[str] | None = None, batch: int = BATCH) -> int:
    """Make the documents of whole kinds anew (all when None), for rows that were written past the session. In the
    session's transaction; returns the number of things read."""
    session.flush()
    count = 0
    for kind in _searchable(kinds):
        session.execute(delete(_table).where(_table.c.kind == kind.name))  # type: ignore[arg-type]
        count += _rebuild_kind(session, kind, batch)
    optimize(session)
    return count


def rebuild_beside(kinds: Iterable[str] | None = None, batch: int = SHORT_BATCH) -> Iterator[Progress]:
    """The same while others write: one short transaction a batch. Not inside another transaction."""
    for kind in _searchable(kinds):
        column, last, done = primary_key(kind), 0, 0
        busy: list[Ref] = []
        with Session(db.engine) as session, session.begin():
            end, total = session.execute(select(func.max(column), func.count(column))).one()
        while True:
            with Session(db.engine) as session, session.begin():
                ids = session.scalars(
                    select(column).where(column > last, column <= (end or 0)).order_by(column).limit(batch)
                ).all()
                wanted = [Ref(kind.name, key) for key in ids]
                free = lock_free(session, wanted)
                _remake(session, kind, free)
            if not ids:
                break
            busy += set(wanted).difference(free)
            last, done = ids[-1], done + len(ids)
            if db.engine.dialect.name == "sqlite":
                time.sleep(PAUSE)
            yield Progress(kind.name, done - len(busy), max(total, done))
        for ref in busy:
            with Session(db.engine) as session, session.begin():
                lock(session, [ref])
                _remake(session, kind, [ref])
        with Session(db.engine) as session, session.begin():
            _forget_orphans(session, kind)
        yield Progress(kind.name, done, done)
    with Session(db.engine) as session, session.begin():
        optimize(session)


def rebuild_stale(session: DbSession, batch: int = SHORT_BATCH) -> int:
    """Make anew the documents that an older analyser left behind, one batch; returns how many things are done. What
    somebody is writing now is left alone: it is made anew by that."""
    stale = session.execute(
        select(_table.c.kind, _table.c.ref_id)
        .where(_table.c.analyser_version < ANALYSER_VERSION)
        .distinct()
        .limit(batch)
    ).all()
    free = lock_free(session, [Ref(*row) for row in stale])
    for name in dict.fromkeys(ref.kind for ref in free):
        refs = [ref for ref in free if ref.kind == name]
        if name in registry.kinds:
            _remake(session, registry.kinds[name], refs)
        else:
            forget(session, refs)
    return len(free)


def has_stale(session: DbSession) -> bool:
    found = session.execute(select(_table.c.id).where(_table.c.analyser_version < ANALYSER_VERSION).limit(1))
    return found.first() is not None


def optimize(session: DbSession) -> None:
    """Merge what many inserts left in pieces; SQLite only, PostgreSQL does it by itself."""
    if session.connection().dialect.name == "sqlite":
        for table in ("search_fts", "search_fts_titles"):
            session.execute(text(f"INSERT INTO {table}({table}) VALUES ('optimize')"))  # noqa: S608 - constant names
    else:
        session.execute(text("ANALYZE search_document"))
        session.execute(text("ANALYZE search_fts"))


def _searchable(kinds: Iterable[str] | None) -> list[ContentKind]:
    chosen = registry.kinds.values() if kinds is None else [registry.kinds[name] for name in kinds]
    return [kind for kind in chosen if kind.search_entry]


def _remake(session: DbSession, kind: ContentKind, refs: list[Ref]) -> None:
    """Read these things now and replace their documents; their locks are held."""
    rows = session.scalars(select(kind.model).where(primary_key(kind).in_([ref.id for ref in refs]))).all()
    forget(session, refs)
    insert_documents(session, documents_of(session, [(kind, row) for row in rows]))


def _forget_orphans(session: DbSession, kind: ContentKind) -> None:
    """Documents of things that are gone. A thing and its documents go in one transaction, so none is there by mistake."""
    key = primary_key(kind)
    there = select(key).where(key == _table.c.ref_id).correlate(_table).exists()
    session.execute(delete(_table).where(_table.c.kind == kind.name, ~there))  # type: ignore[arg-type]


def _rebuild_kind(session: DbSession, kind: ContentKind, batch: int) -> int:
    """Reads through a session of its own on the same connection, so that 200,000 rows do not stay in memory."""
    column = primary_key(kind)
    count, last = 0, 0
    with Session(bind=session.connection(), autoflush=False) as reader:
        while rows := reader.scalars(select(kind.model).where(column > last).order_by(column).limit(batch)).all():
            insert_documents(session, documents_of(reader, [(kind, row) for row in rows]))
            count, last = count + len(rows), key_of(rows[-1])
            reader.expunge_all()
    return count
