"""The newest documents of each kind of content that match and that a reader may see: what hits and suggestions are made of.

For each kind they are taken up to a limit, so that a word that 100,000 posts have costs as little as a rare one, and a
practice is not drowned by posts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnClause, FromClause, Integer, bindparam, cast, exists, select, union_all
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import ColumnElement, CompoundSelect, Select

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import DbSession
from hub.core.registry import ContentKind, registry

from .indexing import primary_key
from .models import SearchDocument

documents: Any = SearchDocument.__table__


@dataclass(frozen=True, eq=False)
class Index:
    """One of the two full-text indexes, and which columns of the documents are read from what it finds."""

    read: tuple[str, ...]
    fts5: FromClause
    fts5_asked: ColumnClause[Any]
    tsvector: FromClause
    tsvector_asked: ColumnClause[Any]


def index_of(read: tuple[str, ...], fts5: str, tsvector: str) -> Index:
    """fts5: name of the table on SQLite. tsvector: name of the column on PostgreSQL."""
    asked: ColumnClause[Any] = sql_column(fts5)
    terms: ColumnClause[Any] = sql_column(tsvector)
    return Index(
        read,
        sql_table(fts5, sql_column("rowid"), asked),
        asked,
        sql_table("search_fts", sql_column("document_id"), terms),
        terms,
    )


def searchable_kinds() -> tuple[str, ...]:
    return tuple(name for name, kind in registry.kinds.items() if kind.search_entry)


def newest(
    session: DbSession, reader: Actor, index: Index, asked: Callable[[str, bool], str], taken: int
) -> Sequence[Any]:
    """Rows of `index.read`, at most `taken` of each kind. asked(kind, is_sqlite): the engine's expression for a kind."""
    names = searchable_kinds()
    if not names:
        return ()
    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    values: dict[str, Any] = {f"asked_{number}": asked(name, is_sqlite) for number, name in enumerate(names)}
    minute = int(utcnow().timestamp()) // 60
    return connection.execute(_newest(index, names, reader, minute, is_sqlite), {"taken": taken, **values}).all()


@lru_cache(maxsize=256)
def _newest(index: Index, names: tuple[str, ...], reader: Actor, _minute: int, is_sqlite: bool) -> CompoundSelect[Any]:
    """Building the statement costs more than running it, so it is kept for a reader, and for a minute, because what a
    reader may see can depend on the time of day."""
    return union_all(*(_of_kind(index, registry.kinds[name], reader, n, is_sqlite) for n, name in enumerate(names)))


def _of_kind(index: Index, kind: ContentKind, reader: Actor, number: int, is_sqlite: bool) -> Select[Any]:
    asked: Any = bindparam(f"asked_{number}")
    if is_sqlite:
        found, order = index.fts5, index.fts5.c.rowid
        match = index.fts5_asked.op("MATCH", is_comparison=True)(asked)
    else:
        found, order = index.tsvector, index.tsvector.c.document_id
        match = index.tsvector_asked.op("@@", is_comparison=True)(cast(asked, TSQUERY))
    taken = (
        select(*(documents.c[name] for name in index.read))
        .select_from(found.join(documents, documents.c.id == order))
        .where(match, is_of_kind(kind), is_readable(kind, reader))
        .order_by(order.desc())
        .limit(bindparam("taken", type_=Integer))
        .subquery(f"newest_{number}")
    )
    return select(*taken.c)


def is_of_kind(kind: ContentKind) -> ColumnElement[bool]:
    """SQL: documents of the kind. An expression, lest SQLite starts from the index on it instead of the full text."""
    of_kind: ColumnElement[bool] = documents.c.kind.concat("") == kind.name
    return of_kind


def is_readable(kind: ContentKind, reader: Actor) -> ColumnElement[bool]:
    """SQL: documents, all of the kind, whose thing the reader may see."""
    key = primary_key(kind)
    return exists(select(key).where(key == documents.c.ref_id, kind.visible_to(reader)).correlate(documents))
