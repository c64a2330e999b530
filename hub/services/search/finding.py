"""Finding: candidates from the index with the reader's rights in the SQL, then ranking, grouping and counting.

For each kind of content the newest matching documents are taken, up to a limit, so that a word that 100,000 posts have
costs as little as a rare one, and a practice is not drowned by posts. What is counted is what was taken: beyond the limit
a count is a lower bound and says so.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import Integer, Row, and_, bindparam, cast, exists, false, or_, select, tuple_, union_all
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import ColumnElement, Select

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import DbSession
from hub.core.paging import Cursor
from hub.core.registry import ContentKind, Ref, registry

from .asking import Question, fts5, tsquery, understand
from .indexing import kind_mark, language_mark, primary_key, region_mark, subject_mark, theme_mark
from .models import SearchDocument
from .ranking import ranked_subjects
from .snippets import highlighted, highlighting, snippet

PAGE_SIZE = 20
PER_KIND = 100
PER_CHOSEN_KIND = 400

_documents: Any = SearchDocument.__table__
_fts5 = sql_table("search_fts", sql_column("rowid"), sql_column("search_fts"))
_tsvector = sql_table("search_fts", sql_column("document_id"), sql_column("terms"))
_columns = [
    _documents.c[name]
    for name in (
        "id", "kind", "subject_kind", "subject_id", "language", "regions", "themes", "moment", "title_terms", "body_terms"
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrows to; None: everything. kind: of what the hits show."""

    kind: str | None = None
    theme: str | None = None
    region: str | None = None
    language: str | None = None

    def marks(self) -> list[list[str]]:
        chosen = (
            (self.kind, subject_mark),
            (self.theme, theme_mark),
            (self.region, region_mark),
            (self.language, language_mark),
        )
        return [[mark(value)] for value, mark in chosen if value]


EVERYTHING = Filters()
FIRST_PAGE = Cursor()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, by the document of it that fits best."""

    ref: Ref
    address: str
    title: Markup
    snippet: Markup
    language: str
    moment: datetime | None
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits have a value; `at_least` when candidates of it were cut off."""

    value: str
    number: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts by value, most first. Each facet is counted with the other choices in force, not with its own."""

    kind: tuple[Count, ...] = ()
    theme: tuple[Count, ...] = ()
    region: tuple[Count, ...] = ()
    language: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits. relaxed: nothing had all the words, these have some. is_cut: `total` is a lower bound."""

    question: Question
    hits: tuple[Hit, ...] = ()
    facets: Facets = field(default_factory=Facets)
    total: int = 0
    is_cut: bool = False
    relaxed: bool = False
    next_cursor: str | None = None
    previous_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """Candidates, and the kinds of content of which there were more."""

    rows: Sequence[Row[Any]]
    cut: Collection[str]


def search(
    session: DbSession,
    reader: Actor,
    query: str,
    filters: Filters = EVERYTHING,
    cursor: Cursor = FIRST_PAGE,
    size: int = PAGE_SIZE,
) -> SearchPage:
    """What `reader` may see of what `query` asks for, best first."""
    question = understand(query)
    if question.is_empty:
        return SearchPage(question)
    relaxed = False
    found = _candidates(session, reader, question, filters)
    if not found.rows and question.may_relax:
        found, relaxed = _candidates(session, reader, question, filters, relaxed=True), True
    if not found.rows and filters == EVERYTHING:
        return SearchPage(question)
    everything = found if filters == EVERYTHING else _candidates(session, reader, question, EVERYTHING, relaxed)
    ranked = ranked_subjects(question, found.rows, utcnow())
    window = _window(ranked, cursor, size)
    return SearchPage(
        question=question,
        hits=tuple(_hits(session, reader, question, [row for _, row in window.items])),
        facets=_facets(everything, filters),
        total=len(ranked),
        is_cut=bool(found.cut),
        relaxed=relaxed,
        next_cursor=window.next_cursor,
        previous_cursor=window.previous_cursor,
    )


def _candidates(
    session: DbSession, reader: Actor, question: Question, filters: Filters, relaxed: bool = False
) -> _Found:
    kinds = [kind for kind in registry.kinds.values() if kind.search_entry]
    limit = PER_CHOSEN_KIND if filters.kind else PER_KIND
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    notation = fts5 if is_sqlite else tsquery
    asked = notation(question, filters.marks(), relaxed)
    parts: list[Select[Any]] = []
    values: dict[str, Any] = {"taken": limit + 1}
    for number, kind in enumerate(kinds):
        parts.append(_of_kind(kind, reader, number, is_sqlite))
        mark = kind_mark(kind.name)
        values[f"asked_{number}"] = f'{asked} AND (marks : "{mark}")' if is_sqlite else f"{asked} & '{mark}':B"
    if not parts:
        return _Found((), ())
    rows = session.execute(union_all(*parts), values).all()
    counted = Counter(row.kind for row in rows)
    return _Found(rows, {kind for kind, number in counted.items() if number > limit})


def _of_kind(kind: ContentKind, reader: Actor, number: int, is_sqlite: bool) -> Select[Any]:
    """The newest matching documents of one kind that the reader may see."""
    asked: Any = bindparam(f"asked_{number}")
    if is_sqlite:
        joined, order = _fts5.join(_documents, _documents.c.id == _fts5.c.rowid), _fts5.c.rowid
        match = _fts5.c.search_fts.op("MATCH", is_comparison=True)(asked)
    else:
        joined, order = _tsvector.join(_documents, _documents.c.id == _tsvector.c.document_id), _tsvector.c.document_id
        match = _tsvector.c.terms.op("@@", is_comparison=True)(cast(asked, TSQUERY))
    taken = (
        select(*_columns)
        .select_from(joined)
        .where(match, visible(kind, reader))
        .order_by(order.desc())
        .limit(bindparam("taken", type_=Integer))
        .subquery(f"newest_{number}")
    )
    return select(*taken.c)


def visible(kind: ContentKind, reader: Actor) -> ColumnElement[bool]:
    """SQL: documents of the kind whose thing the reader may see. The kind is compared as an expression, lest SQLite
    starts from the index on it instead of from the full-text index."""
    key = primary_key(kind)
    return and_(
        _documents.c.kind.concat("") == kind.name,
        exists(select(key).where(key == _documents.c.ref_id, kind.visible_to(reader)).correlate(_documents)),
    )


@dataclass(frozen=True, slots=True)
class _Window:
    items: Sequence[tuple[float, Row[Any]]]
    next_cursor: str | None
    previous_cursor: str | None


def _window(ranked: Sequence[tuple[float, Row[Any]]], cursor: Cursor, size: int) -> _Window:
    """A page of the ranked list, from the hit a cursor names; from the beginning when that is gone."""
    places = {_cursor(row): place for place, (_, row) in enumerate(ranked)}
    start = 0
    if cursor.after in places:
        start = places[cursor.after or ""] + 1
    elif cursor.before in places:
        start = max(0, places[cursor.before or ""] - size)
    items = ranked[start : start + size]
    more = start + size < len(ranked)
    return _Window(
        items,
        next_cursor=_cursor(items[-1][1]) if items and more else None,
        previous_cursor=_cursor(items[0][1]) if items and start else None,
    )


def _cursor(row: Row[Any]) -> str:
    return f"{row.subject_kind}-{row.subject_id}"


def _hits(session: DbSession, reader: Actor, question: Question, rows: Sequence[Row[Any]]) -> Iterator[Hit]:
    """The texts of one page, in its order."""
    table = _documents
    columns = (table.c.id, table.c.address, table.c.title, table.c.body)
    texts = {row.id: row for row in session.execute(select(*columns).where(table.c.id.in_([row.id for row in rows])))}
    untitled = {Ref(row.subject_kind, row.subject_id) for row in rows if not texts[row.id].title}
    titles = _titles(session, reader, untitled) if untitled else {}
    pattern = highlighting(question)
    for row in rows:
        subject, shown = Ref(row.subject_kind, row.subject_id), texts[row.id]
        yield Hit(
            ref=subject,
            address=shown.address,
            title=highlighted(pattern, shown.title or titles.get(subject, "")),
            snippet=snippet(pattern, shown.body),
            language=row.language,
            moment=row.moment,
            regions=tuple(row.regions.split()),
        )


def _titles(session: DbSession, reader: Actor, refs: Collection[Ref]) -> dict[Ref, str]:
    """Titles of the subjects of documents without one of their own, for who may see the subject."""
    table = _documents
    kinds = [registry.kinds[name] for name in sorted({ref.kind for ref in refs}) if name in registry.kinds]
    allowed = or_(false(), *(visible(kind, reader) for kind in kinds))
    wanted = tuple_(table.c.kind, table.c.ref_id).in_(sorted(refs))
    rows = session.execute(select(table.c.kind, table.c.ref_id, table.c.title).where(wanted, allowed))
    return {Ref(row.kind, row.ref_id): row.title for row in rows}


def _facets(found: _Found, filters: Filters) -> Facets:
    """Counts over candidates that ignore the filters: each facet applies the others itself."""
    values: dict[str, dict[str, set[Ref]]] = {"kind": {}, "theme": {}, "region": {}, "language": {}}
    for row in found.rows:
        own = {
            "kind": (row.subject_kind,),
            "theme": row.themes.split(),
            "region": row.regions.split(),
            "language": (row.language,),
        }
        refused = [name for name in own if (wanted := getattr(filters, name)) and wanted not in own[name]]
        if len(refused) > 1:
            continue
        ref = Ref(row.subject_kind, row.subject_id)
        for name in refused or own:
            for value in own[name]:
                values[name].setdefault(value, set()).add(ref)
    return Facets(**{name: _counts(name, by_value, found.cut) for name, by_value in values.items()})


def _counts(name: str, by_value: Mapping[str, set[Ref]], cut: Collection[str]) -> tuple[Count, ...]:
    counted = [
        Count(value, len(refs), at_least=bool(cut) if name != "kind" else value in cut)
        for value, refs in by_value.items()
    ]
    return tuple(sorted(counted, key=lambda count: (-count.number, count.value)))
