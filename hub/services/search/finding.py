"""Finding: candidates from the index with the reader's rights in the SQL, then ranking, grouping and counting.

What is counted is what was taken: beyond the limit a count is a lower bound and says so.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.sql import Select

from hub.core.access import Actor
from hub.core.clock import today, utcnow
from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.core.paging import Cursor
from hub.core.registry import Ref, registry

from .answers import EVERYTHING, FileHit, Filters, Hit, SearchPage
from .asking import Question, fts5, tsquery, understand
from .candidates import documents, index_of, is_readable, newest
from .counting import count_facets
from .marks import kind_mark
from .ranking import Candidate, ranked_subjects
from .snippets import highlighted, highlighting, snippet

PAGE_SIZE = 20
PER_KIND = 40
PER_CHOSEN_KIND = 200
FIRST_PAGE = Cursor()

_ATTACHMENT = Candidate._fields.index("attachment_id")
_index = index_of(Candidate._fields, "search_fts", "terms")
_texts = select(
    documents.c.id, documents.c.address, documents.c.title, documents.c.body, documents.c.moment, documents.c.page
).where(documents.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class _Found:
    """Candidates, and the kinds of content of which there were more."""

    rows: Sequence[Candidate]
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
    ranked = ranked_subjects(question, found.rows, today(), current_language().code)
    window = _window(ranked, cursor, size)
    return SearchPage(
        question=question,
        hits=tuple(_hits(session, reader, question, [row for _, row in window.items])),
        facets=count_facets(everything.rows, everything.cut, filters),
        total=len(ranked),
        is_cut=bool(found.cut),
        relaxed=relaxed,
        next_cursor=window.next_cursor,
        previous_cursor=window.previous_cursor,
    )


def _candidates(
    session: DbSession, reader: Actor, question: Question, filters: Filters, relaxed: bool = False
) -> _Found:
    limit = PER_CHOSEN_KIND if filters.kind else PER_KIND
    marks = filters.marks()

    def asked(kind: str, is_sqlite: bool) -> str:
        return (fts5 if is_sqlite else tsquery)(question, [kind_mark(kind), *marks], relaxed)

    rows = newest(session, reader, _index, asked, limit + 1, with_files=True)
    if any(len(keys) > 1 for phrase in question.phrases for keys in phrase) and not relaxed:
        rows = [row for row in rows if _has_phrases(question, row)]
    counted = Counter([row[1] for row in rows if not row[_ATTACHMENT]])
    return _Found(rows, {kind for kind, number in counted.items() if number > limit})


def _has_phrases(question: Question, row: Candidate) -> bool:
    """Whether each phrase really stands in the title or in the text: the engines also find one across the two, or among
    the further keys of the words."""
    texts = (f" {row.title_terms} ", f" {row.body_terms} ")
    return all(
        len(phrase[0]) == 1 or any(f" {' '.join(keys)} " in text for keys in phrase for text in texts)
        for phrase in question.phrases
    )


@dataclass(frozen=True, slots=True)
class _Window:
    items: Sequence[tuple[float, Candidate]]
    next_cursor: str | None
    previous_cursor: str | None


def _window(ranked: Sequence[tuple[float, Candidate]], cursor: Cursor, size: int) -> _Window:
    """A page of the ranked list, from the hit a cursor names; from the beginning when that is gone."""
    start = 0
    if cursor.after or cursor.before:
        places = {_cursor(row): place for place, (_, row) in enumerate(ranked)}
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


def _cursor(row: Candidate) -> str:
    return f"{row.subject_kind}-{row.subject_id}"


def _hits(session: DbSession, reader: Actor, question: Question, rows: Sequence[Candidate]) -> Iterator[Hit]:
    """The texts of one page, in its order."""
    texts = {row.id: row for row in session.connection().execute(_texts, {"ids": [row.id for row in rows]})}
    untitled = {Ref(row.subject_kind, row.subject_id) for row in rows if row.attachment_id or not texts[row.id].title}
    titles = _titles(session, reader, untitled) if untitled else {}
    shining = highlighting(question)
    for row in rows:
        subject, shown = Ref(row.subject_kind, row.subject_id), texts[row.id]
        is_file = bool(row.attachment_id)
        title = titles.get(subject, "") if is_file else shown.title or titles.get(subject, "")
        yield Hit(
            ref=subject,
            address=registry.kinds[subject.kind].address(subject.id) if is_file else shown.address,
            title=highlighted(shining, title),
            snippet=snippet(shining, shown.body),
            language=row.language,
            moment=shown.moment,
            regions=tuple(row.regions.split()),
            file=FileHit(shown.title, shown.page, shown.address) if is_file else None,
        )


def _titles(session: DbSession, reader: Actor, refs: Collection[Ref]) -> dict[Ref, str]:
    """Titles of the subjects of documents without one of their own, for who may see the subject; of several languages the
    one being spoken."""
    names = tuple(sorted({ref.kind for ref in refs} & set(registry.kinds)))
    if not names:
        return {}
    ids = {f"ids_{n}": [ref.id for ref in refs if ref.kind == name] for n, name in enumerate(names)}
    rows = session.connection().execute(_titles_of(names, reader, int(utcnow().timestamp()) // 60), ids).all()
    spoken = current_language().code
    return {Ref(row.kind, row.ref_id): row.title for row in sorted(rows, key=lambda row: row.language == spoken)}


@lru_cache(maxsize=256)
def _titles_of(names: tuple[str, ...], reader: Actor, _minute: int) -> Select[Any]:
    table = documents
    wanted = [
        and_(
            table.c.kind == name,
            table.c.ref_id.in_(bindparam(f"ids_{number}", expanding=True)),
            table.c.attachment_id == 0,
            is_readable(registry.kinds[name], reader),
        )
        for number, name in enumerate(names)
    ]
    return select(table.c.kind, table.c.ref_id, table.c.language, table.c.title).where(or_(*wanted))
