"""Type-ahead: titles the reader may see that have a word beginning like the last one typed, and those words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.core.access import Actor
from hub.core.db import DbSession

from .analyser import is_stop, surface, words
from .asking import LONGEST_QUERY, MOST_WORDS
from .candidates import index_of, newest
from .marks import kind_mark

SHORTEST = 2
TITLES_PER_KIND = 30
MOST_TITLES = 5
MOST_COMPLETIONS = 4

_index = index_of(("title", "title_words", "language", "address"), "search_fts_titles", "title_words")


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
    """The newest such titles of each kind."""

    def asked(kind: str, is_sqlite: bool) -> str:
        whole_words = [kind_mark(kind), *whole]
        if is_sqlite:
            return " AND ".join([*(f'"{word}"' for word in whole_words), f'"{beginning}" *'])
        return " & ".join([*(f"'{word}'" for word in whole_words), f"'{beginning}':*"])

    return newest(session, reader, _index, asked, TITLES_PER_KIND)


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
