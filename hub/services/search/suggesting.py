"""Type-ahead: titles the reader may see that have a word beginning like the last one typed, and those words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, bindparam, cast, select, union_all
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import CompoundSelect, Select

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import DbSession
from hub.core.registry import ContentKind, registry

from .analyser import is_stop, surface, words
from .asking import LONGEST_QUERY, MOST_WORDS
from .finding import is_of_kind, is_readable
from .indexing import kind_mark
from .models import SearchDocument

SHORTEST = 2
TITLES_PER_KIND = 30
MOST_TITLES = 5
MOST_COMPLETIONS = 4

_documents: Any = SearchDocument.__table__
_fts5 = sql_table("search_fts_titles", sql_column("rowid"), sql_column("search_fts_titles"))
_tsvector = sql_table("search_fts", sql_column("document_id"), sql_column("title_words"))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """text: what may be asked instead. address: when it is the title of one thing, where that is."""

    text: str
    language: str
    address: str = ""


def suggest(session: DbSession, reader: Actor, typed: str) -> list[Suggestion]:
    """Completions of the last word, then titles, from what `reader` may see; nothing for fewer than SHORTEST letters."""
    typed = " ".join(typed[:LONGEST_QUERY].split())
    forms = [surface(word) for word in words(typed)][:MOST_WORDS]
    if not forms or len(forms[-1]) < SHORTEST:
        return []
    rows = _matching(session, reader, [form for form in forms[:-1] if not is_stop(form)], forms[-1])
    completions = _completions(rows, forms[-1])
    before = typed[: len(typed) - len(typed.split(" ")[-1])]
    titles = {row.title: row for row in rows}
    return [
        *(Suggestion(before + word, language) for word, language in completions if word != typed),
        *(Suggestion(row.title, row.language, row.address) for row in list(titles.values())[:MOST_TITLES]),
    ]


def _matching(session: DbSession, reader: Actor, whole: Sequence[str], beginning: str) -> Sequence[Any]:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    names = tuple(name for name, kind in registry.kinds.items() if kind.search_entry)
    if not names:
        return ()
    values: dict[str, Any] = {"taken": TITLES_PER_KIND}
    for number, name in enumerate(names):
        whole_words = [kind_mark(name), *whole]
        if is_sqlite:
            asked = " AND ".join([*(f'"{word}"' for word in whole_words), f'"{beginning}" *'])
        else:
            asked = " & ".join([*(f"'{word}'" for word in whole_words), f"'{beginning}':*"])
        values[f"asked_{number}"] = asked
    minute = int(utcnow().timestamp()) // 60
    return session.execute(_newest(names, reader, minute, is_sqlite), values).all()


@lru_cache(maxsize=256)
def _newest(names: tuple[str, ...], reader: Actor, _minute: int, is_sqlite: bool) -> CompoundSelect[Any]:
    """The newest such titles of each kind; the statement is kept for a minute, as in `finding`."""
    return union_all(*(_of_kind(registry.kinds[name], reader, n, is_sqlite) for n, name in enumerate(names)))


def _of_kind(kind: ContentKind, reader: Actor, number: int, is_sqlite: bool) -> Select[Any]:
    asked: Any = bindparam(f"asked_{number}")
    columns = (_documents.c.title, _documents.c.title_words, _documents.c.language, _documents.c.address)
    if is_sqlite:
        joined, order = _fts5.join(_documents, _documents.c.id == _fts5.c.rowid), _fts5.c.rowid
        match = _fts5.c.search_fts_titles.op("MATCH", is_comparison=True)(asked)
    else:
        joined, order = _tsvector.join(_documents, _documents.c.id == _tsvector.c.document_id), _tsvector.c.document_id
        match = _tsvector.c.title_words.op("@@", is_comparison=True)(cast(asked, TSQUERY))
    taken = (
        select(*columns)
        .select_from(joined)
        .where(match, is_of_kind(kind), is_readable(kind, reader))
        .order_by(order.desc())
        .limit(bindparam("taken", type_=Integer))
        .subquery(f"titles_{number}")
    )
    return select(*taken.c)


def _completions(rows: Sequence[Any], beginning: str) -> list[tuple[str, str]]:
    """Words of those titles that begin so, as they are written, most frequent first."""
    counted: Counter[str] = Counter()
    languages: dict[str, str] = {}
    for row in rows:
        for word in dict.fromkeys(words(row.title)):
            if surface(word).startswith(beginning):
                counted[word] += 1
                languages.setdefault(word, row.language)
    common = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_COMPLETIONS]
    return [(word, languages[word]) for word, _ in common]
