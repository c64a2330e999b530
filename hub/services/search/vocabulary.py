"""What a misspelt word may have been meant to be: the nearest word that everybody may read somewhere in the hub.

The words are counted at night from what a visitor may see, so that no suggestion can tell of hidden texts.
"""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from sqlalchemy import delete, func, insert, select

from hub.core.access import VISITOR
from hub.core.db import DbSession
from hub.core.registry import registry

from .analyser import is_stop, query_keys, surface, words
from .asking import MOST_WORDS
from .candidates import documents, is_readable, searchable_kinds
from .models import SearchWord

SHORTEST = 4
LONG_WORD = 8
CLOSE = 0.72
"""Least likeness: 1 less the share of letters to add, drop, change or swap (optimal string alignment)."""
MOST_UNKNOWN = 3
MOST_KEPT = 60_000
READ_OF_BODY = 4_000
BATCH = 2_000

_words = SearchWord.__table__


def did_you_mean(session: DbSession, query: str) -> str | None:
    """The query with each unknown word replaced by the nearest known one; None when there is nothing to replace."""
    typed = list(words(query))[:MOST_WORDS]
    looked_up = {word for word in typed if len(word) >= SHORTEST and word.isalpha() and not is_stop(word)}
    known = set(session.scalars(select(SearchWord.word).where(SearchWord.word.in_(looked_up)))) if looked_up else set()
    unknown = [word for word in dict.fromkeys(typed) if word in looked_up - known]
    if not 1 <= len(unknown) <= MOST_UNKNOWN:
        return None
    nearest = {word: found for word in unknown if (found := _nearest(session, word))}
    return " ".join(nearest.get(word, word) for word in typed) if nearest else None


def _nearest(session: DbSession, word: str) -> str | None:
    """Of the words about as long, the likest, the more frequent of two; None when a form of the word itself is known."""
    slack = 2 if len(word) >= LONG_WORD else 1
    about_as_long = SearchWord.length.between(len(word) - slack, len(word) + slack)
    rows = session.execute(select(SearchWord.word, SearchWord.documents).where(about_as_long)).all()
    process, distance = import_module("rapidfuzz.process"), import_module("rapidfuzz.distance")
    found: list[tuple[str, float, int]] = process.extract(
        surface(word),
        [surface(row.word) for row in rows],
        scorer=distance.OSA.normalized_similarity,
        limit=8,
        score_cutoff=CLOSE,
    )
    if not found:
        return None
    _, _, place = max(found, key=lambda one: (round(one[1], 2), rows[one[2]].documents))
    best: str = rows[place].word
    return None if set(query_keys(best)) & set(query_keys(word)) else best


def tally_words(session: DbSession) -> Counter[str]:
    """In how many of the documents that a visitor may see each word is. Takes a minute for 200,000 documents."""
    counted: Counter[str] = Counter()
    for text in _texts(session):
        counted.update({word for word in words(text) if len(word) >= SHORTEST and word.isalpha() and not is_stop(word)})
    return counted


def keep_words(session: DbSession, counted: Counter[str]) -> int:
    """Replace the vocabulary; returns how many words it has."""
    kept = counted.most_common(MOST_KEPT)
    session.execute(delete(_words))  # type: ignore[arg-type]
    for start in range(0, len(kept), BATCH):
        rows = [
            {"word": word, "length": len(word), "documents": number} for word, number in kept[start : start + BATCH]
        ]
        session.execute(insert(_words), rows)  # type: ignore[arg-type]
    return len(kept)


def _texts(session: DbSession) -> Iterator[str]:
    for name in searchable_kinds():
        statement = (
            select(documents.c.id, documents.c.title, func.substr(documents.c.body, 1, READ_OF_BODY).label("body"))
            .where(documents.c.kind == name, documents.c.attachment_id == 0, is_readable(registry.kinds[name], VISITOR))
            .order_by(documents.c.id)
            .limit(BATCH)
        )
        rows: list[Any] = []
        while rows := list(session.execute(statement.where(documents.c.id > (rows[-1].id if rows else 0)))):
            yield from (f"{row.title} {row.body}" for row in rows)
