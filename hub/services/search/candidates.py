"""The newest documents of each kind of content that match and that a reader may see: what hits and suggestions are made of.

For each kind they are taken up to a limit, so that a word that 100,000 posts have costs as little as a rare one, and a
practice is not drowned by posts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnClause, FromClause, Integer, and_, bindparam, cast, exists, func, or_, select, union_all
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import ColumnElement, CompoundSelect, Select

from hub.core.access import Actor, audience_visible
from hub.core.clock import utcnow
from hub.core.db import DbSession
from hub.core.registry import ContentKind, registry

from .documents import primary_key
from .marks import ATTACHED
from .models import SearchDocument

ATTACHED_PAGES = 400
PAGES_PER_FILE = 3
"""Of the newest ATTACHED_PAGES pages of files that match, the first few of each file: a long report is one hit too."""

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
    session: DbSession,
    reader: Actor,
    index: Index,
    asked: Callable[[str, bool], str],
    taken: int,
    *,
    with_files: bool = False,
) -> Sequence[Any]:
    """Rows of `index.read`, at most `taken` of each kind, and of pages of files. asked(kind, is_sqlite): the engine's
    expression for a kind of content, or for ATTACHED."""
    names = searchable_kinds()
    if not names:
        return ()
    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    branches = (*names, ATTACHED) if with_files else names
    values: dict[str, Any] = {f"asked_{number}": asked(name, is_sqlite) for number, name in enumerate(branches)}
    minute = int(utcnow().timestamp()) // 60
    return connection.execute(_newest(index, branches, reader, minute, is_sqlite), {"taken": taken, **values}).all()


@lru_cache(maxsize=256)
def _newest(
    index: Index, branches: tuple[str, ...], reader: Actor, _minute: int, is_sqlite: bool
) -> CompoundSelect[Any]:
    """Building the statement costs more than running it, so it is kept for a reader, and for a minute, because what a
    reader may see can depend on the time of day."""
    return union_all(
        *(
            _of_files(index, reader, number, is_sqlite)
            if name == ATTACHED
            else _of_kind(index, registry.kinds[name], reader, number, is_sqlite)
            for number, name in enumerate(branches)
        )
    )


def _of_kind(index: Index, kind: ContentKind, reader: Actor, number: int, is_sqlite: bool) -> Select[Any]:
    taken = (
        _matching(index, index.read, number, is_sqlite)
        .where(is_of_kind(kind), is_readable(kind, reader))
        .limit(bindparam("taken", type_=Integer))
        .subquery(f"newest_{number}")
    )
    return select(*taken.c)


def _of_files(index: Index, reader: Actor, number: int, is_sqlite: bool) -> Select[Any]:
    """Pages of files: who may see the thing and is among the file's own readers."""
    kinds = [registry.kinds[name] for name in searchable_kinds()]
    recent = (
        _matching(index, (*index.read, "page"), number, is_sqlite)
        .where(
            or_(documents.c.audience == "", audience_visible(documents.c.audience, reader)),
            or_(*(and_(is_of_kind(kind), is_readable(kind, reader)) for kind in kinds)),
        )
        .limit(ATTACHED_PAGES)
        .subquery(f"recent_{number}")
    )
    place = func.row_number().over(partition_by=recent.c.attachment_id, order_by=recent.c.page)
    numbered = select(recent, place.label("place")).subquery(f"numbered_{number}")
    taken = (
        select(*(numbered.c[name] for name in index.read))
        .where(numbered.c.place <= PAGES_PER_FILE)
        .order_by(numbered.c.id.desc())
        .limit(bindparam("taken", type_=Integer))
        .subquery(f"newest_{number}")
    )
    return select(*taken.c)


def _matching(index: Index, read: Sequence[str], number: int, is_sqlite: bool) -> Select[Any]:
    """Documents that match, newest first."""
    asked: Any = bindparam(f"asked_{number}")
    if is_sqlite:
        found, order = index.fts5, index.fts5.c.rowid
        match = index.fts5_asked.op("MATCH", is_comparison=True)(asked)
    else:
        found, order = index.tsvector, index.tsvector.c.document_id
        match = index.tsvector_asked.op("@@", is_comparison=True)(cast(asked, TSQUERY))
    joined = found.join(documents, documents.c.id == order)
    return select(*(documents.c[name] for name in read)).select_from(joined).where(match).order_by(order.desc())


def is_of_kind(kind: ContentKind) -> ColumnElement[bool]:
    """SQL: documents of the kind. An expression, lest SQLite starts from the index on it instead of the full text."""
    of_kind: ColumnElement[bool] = documents.c.kind.concat("") == kind.name
    return of_kind


def is_readable(kind: ContentKind, reader: Actor) -> ColumnElement[bool]:
    """SQL: documents, all of the kind, whose thing the reader may see."""
    key = primary_key(kind)
    return exists(select(key).where(key == documents.c.ref_id, kind.visible_to(reader)).correlate(documents))
