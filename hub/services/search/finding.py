"""Finding: candidates from the index with the reader's rights in the SQL, then ranking, grouping and counting.

For each kind of content the newest matching documents are taken, up to a limit, so that a word that 100,000 posts have
costs as little as a rare one, and a practice is not drowned by posts. What is counted is what was taken: beyond the limit
a count is a lower bound and says so.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import Integer, and_, bindparam, cast, exists, or_, select, union_all
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import ColumnElement, CompoundSelect, Select

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.core.paging import Cursor
from hub.core.registry import ContentKind, Ref, registry

from .asking import Question, fts5, tsquery, understand
from .indexing import kind_mark, language_mark, primary_key, region_mark, subject_mark, theme_mark
from .models import SearchDocument
from .ranking import AnyRow, ranked_subjects
from .snippets import highlighted, highlighting, snippet

PAGE_SIZE = 20
PER_KIND = 40
PER_CHOSEN_KIND = 200

_documents: Any = SearchDocument.__table__
_fts5 = sql_table("search_fts", sql_column("rowid"), sql_column("search_fts"))
_tsvector = sql_table("search_fts", sql_column("document_id"), sql_column("terms"))
_columns = [
    _documents.c[name]
    for name in (
        "id", "kind", "subject_kind", "subject_id", "language", "regions", "themes", "moment", "title_terms", "body_terms"
    )
]  # fmt: skip


_texts = select(_documents.c.id, _documents.c.address, _documents.c.title, _documents.c.body).where(
    _documents.c.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrows to; None: everything. kind: of what the hits show."""

    kind: str | None = None
    theme: str | None = None
    region: str | None = None
    language: str | None = None

    def marks(self) -> list[str]:
        chosen = (
            (self.kind, subject_mark),
            (self.theme, theme_mark),
            (self.region, region_mark),
            (self.language, language_mark),
        )
        return [mark(value) for value, mark in chosen if value]

    def refused_by(self, kind: str, language: str, regions: str, themes: str) -> tuple[str, ...]:
        """Names of the choices that a document does not meet."""
        return tuple(
            name
            for name, wanted, own in (
                ("kind", self.kind, (kind,)),
                ("language", self.language, (language,)),
                ("region", self.region, regions.split()),
                ("theme", self.theme, themes.split()),
            )
            if wanted and wanted not in own
        )


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

    rows: Sequence[AnyRow]
    cut: Collection[str]


def search(
    session: DbSession,
    reader: Actor,
    query: str,
    filters: Filters = EVERYTHING,
    cursor: Cursor = FIRST_PAGE,
    size: int = PAGE_SIZE,
) -> SearchPage:
    """What `reader` may see of what `query` asks for, best first; a thing in several languages shows itself in the one being
    spoken, if the words are there."""
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
    ranked = ranked_subjects(question, found.rows, utcnow(), current_language().code)
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
    names = tuple(name for name, kind in registry.kinds.items() if kind.search_entry)
    if not names:
        return _Found((), ())
    limit = PER_CHOSEN_KIND if filters.kind else PER_KIND
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    notation = fts5 if is_sqlite else tsquery
    values: dict[str, Any] = {"taken": limit + 1}
    for number, name in enumerate(names):
        values[f"asked_{number}"] = notation(question, [kind_mark(name), *filters.marks()], relaxed)
    minute = int(utcnow().timestamp()) // 60
    rows = session.execute(_newest(names, reader, minute, is_sqlite), values).all()
    counted = Counter([row[1] for row in rows])
    return _Found(rows, {kind for kind, number in counted.items() if number > limit})


@lru_cache(maxsize=256)
def _newest(names: tuple[str, ...], reader: Actor, _minute: int, is_sqlite: bool) -> CompoundSelect[Any]:
    """The newest matching documents of each kind. Building the statement costs more than running it, so it is kept for
    a reader, and for a minute, because what a reader may see can depend on the time of day."""
    return union_all(*(_newest_of_kind(registry.kinds[name], reader, n, is_sqlite) for n, name in enumerate(names)))


def _newest_of_kind(kind: ContentKind, reader: Actor, number: int, is_sqlite: bool) -> Select[Any]:
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
        .where(match, is_of_kind(kind), is_readable(kind, reader))
        .order_by(order.desc())
        .limit(bindparam("taken", type_=Integer))
        .subquery(f"newest_{number}")
    )
    return select(*taken.c)


def is_of_kind(kind: ContentKind) -> ColumnElement[bool]:
    """SQL: documents of the kind. An expression, lest SQLite starts from the index on it instead of the full text."""
    return _documents.c.kind.concat("") == kind.name


def is_readable(kind: ContentKind, reader: Actor) -> ColumnElement[bool]:
    """SQL: documents, all of the kind, whose thing the reader may see."""
    key = primary_key(kind)
    return exists(select(key).where(key == _documents.c.ref_id, kind.visible_to(reader)).correlate(_documents))


@dataclass(frozen=True, slots=True)
class _Window:
    items: Sequence[tuple[float, AnyRow]]
    next_cursor: str | None
    previous_cursor: str | None


def _window(ranked: Sequence[tuple[float, AnyRow]], cursor: Cursor, size: int) -> _Window:
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


def _cursor(row: AnyRow) -> str:
    return f"{row.subject_kind}-{row.subject_id}"


def _hits(session: DbSession, reader: Actor, question: Question, rows: Sequence[AnyRow]) -> Iterator[Hit]:
    """The texts of one page, in its order."""
    texts = {row.id: row for row in session.execute(_texts, {"ids": [row.id for row in rows]})}
    untitled = {Ref(row.subject_kind, row.subject_id) for row in rows if not texts[row.id].title}
    titles = _titles(session, reader, untitled) if untitled else {}
    shining = highlighting(question)
    for row in rows:
        subject, shown = Ref(row.subject_kind, row.subject_id), texts[row.id]
        yield Hit(
            ref=subject,
            address=shown.address,
            title=highlighted(shining, shown.title or titles.get(subject, "")),
            snippet=snippet(shining, shown.body),
            language=row.language,
            moment=row.moment,
            regions=tuple(row.regions.split()),
        )


def _titles(session: DbSession, reader: Actor, refs: Collection[Ref]) -> dict[Ref, str]:
    """Titles of the subjects of documents without one of their own, for who may see the subject."""
    names = tuple(sorted({ref.kind for ref in refs} & set(registry.kinds)))
    if not names:
        return {}
    ids = {f"ids_{n}": [ref.id for ref in refs if ref.kind == name] for n, name in enumerate(names)}
    rows = session.execute(_titles_of(names, reader, int(utcnow().timestamp()) // 60), ids)
    return {Ref(row.kind, row.ref_id): row.title for row in rows}


@lru_cache(maxsize=256)
def _titles_of(names: tuple[str, ...], reader: Actor, _minute: int) -> Select[Any]:
    table = _documents
    wanted = [
        and_(
            table.c.kind == name,
            table.c.ref_id.in_(bindparam(f"ids_{number}", expanding=True)),
            is_readable(registry.kinds[name], reader),
        )
        for number, name in enumerate(names)
    ]
    return select(table.c.kind, table.c.ref_id, table.c.title).where(or_(*wanted))


def _facets(found: _Found, filters: Filters) -> Facets:
    """Counts over candidates that ignore the filters: each facet applies the others itself. A hit counts once."""
    kinds: set[tuple[str, int, str]] = set()
    themes: set[tuple[str, int, str]] = set()
    regions: set[tuple[str, int, str]] = set()
    languages: set[tuple[str, int, str]] = set()
    is_narrowed = filters != EVERYTHING
    for _, _, kind, key, language, own_regions, own_themes, *_ in found.rows:
        refused = filters.refused_by(kind, language, own_regions, own_themes) if is_narrowed else ()
        if len(refused) > 1:
            continue
        if not refused or "kind" in refused:
            kinds.add((kind, key, kind))
        if own_themes and (not refused or "theme" in refused):
            themes.update([(kind, key, code) for code in own_themes.split()])
        if own_regions and (not refused or "region" in refused):
            regions.update([(kind, key, code) for code in own_regions.split()])
        if not refused or "language" in refused:
            languages.add((kind, key, language))
    return Facets(
        kind=_counts(kinds, found.cut),
        theme=_counts(themes, found.cut),
        region=_counts(regions, found.cut),
        language=_counts(languages, found.cut),
    )


def _counts(values: Iterable[tuple[str, int, str]], cut: Collection[str]) -> tuple[Count, ...]:
    """Most first. Where candidates were cut off, every count of a facet is a lower bound, except those of other kinds."""
    counted = Counter([value for _, _, value in values])
    return tuple(
        Count(value, number, at_least=bool(cut) and (value in cut or value not in registry.kinds))
        for value, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
