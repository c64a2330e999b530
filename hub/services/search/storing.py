"""Documents into and out of the table, safely when two write the same thing at once."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, text

from hub.core.db import DbSession
from hub.core.registry import Ref

from .documents import Row
from .models import SearchDocument

BATCH = 500
_table = SearchDocument.__table__
_LOCK = text(
    "SELECT pg_advisory_xact_lock(hashtext(kind), id) FROM unnest(CAST(:kinds AS text[]), CAST(:ids AS integer[])) AS refs(kind, id)"
)
_TRY_LOCK = text(
    "SELECT kind, id FROM unnest(CAST(:kinds AS text[]), CAST(:ids AS integer[])) AS refs(kind, id) WHERE pg_try_advisory_xact_lock(hashtext(kind), id)"
)


def lock(session: DbSession, refs: Sequence[Ref]) -> None:
    """Until the end of the transaction nobody else replaces the documents of these things. SQLite has one writer anyway;
    on PostgreSQL two that delete and insert the same documents would otherwise stumble over each other."""
    if refs and not _is_sqlite(session):
        session.execute(_LOCK, _lists(refs))


def lock_free(session: DbSession, refs: Sequence[Ref]) -> list[Ref]:
    """Lock those of these things that nobody else is writing, without waiting; returns them."""
    if not refs or _is_sqlite(session):
        return list(refs)
    return [Ref(*row) for row in session.execute(_TRY_LOCK, _lists(refs))]


def forget(session: DbSession, refs: Sequence[Ref]) -> None:
    """Kind by kind: SQLite reads the whole table when asked for pairs."""
    for kind in dict.fromkeys(ref.kind for ref in refs):
        ids = [ref.id for ref in refs if ref.kind == kind]
        for start in range(0, len(ids), BATCH):
            of_these = (_table.c.kind == kind) & _table.c.ref_id.in_(ids[start : start + BATCH])
            session.execute(delete(_table).where(of_these))  # type: ignore[arg-type]


def insert_documents(session: DbSession, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(insert(_table), rows)  # type: ignore[arg-type]


def _is_sqlite(session: DbSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _lists(refs: Sequence[Ref]) -> dict[str, list[str] | list[int]]:
    return {"kinds": [ref.kind for ref in refs], "ids": [ref.id for ref in refs]}
