"""What was typed, understood: groups of keys and phrases, then the engines' own notation.

The engines never see the typed text: only keys of the analyser, which are letters and digits, each in quotes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .analyser import is_stop, keys, query_keys, words

LONGEST_QUERY = 300
MOST_WORDS = 12

_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """groups: for each word the keys any of which will do. phrases: for each the key sequences any of which will do."""

    groups: tuple[Keys, ...]
    phrases: tuple[tuple[Keys, ...], ...]
    typed_words: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.phrases

    @property
    def may_relax(self) -> bool:
        return len(self.groups) + len(self.phrases) > 1


def understand(text: str) -> Question:
    """Read at most LONGEST_QUERY characters and MOST_WORDS words; words that every text has are left out."""
    text = text[:LONGEST_QUERY]
    typed = [word for word in words(text) if not is_stop(word)][:MOST_WORDS]
    phrases = [phrase for part in _PHRASE.findall(text) if (phrase := _phrase(part))]
    loose = [word for word in words(_PHRASE.sub(" ", text)) if not is_stop(word)][:MOST_WORDS]
    return Question(
        groups=tuple(dict.fromkeys(query_keys(word) for word in loose)),
        phrases=tuple(dict.fromkeys(phrases)),
        typed_words=tuple(typed),
    )


def _phrase(text: str) -> tuple[Keys, ...]:
    found = [word for word in words(text) if not is_stop(word)][:MOST_WORDS]
    if not found:
        return ()
    if len(found) == 1:
        return tuple((key,) for key in query_keys(found[0]))
    return tuple(dict.fromkeys(tuple(keys(word, language)[0] for word in found) for language in ("fr", "en")))


def fts5(question: Question, marks: Sequence[str], relaxed: bool = False) -> str:
    """FTS5 MATCH expression. marks: index words that must all be there."""
    parts = [" OR ".join(f'"{key}"' for key in group) for group in question.groups]
    parts += [" OR ".join(f'"{" ".join(keys)}"' for keys in phrase) for phrase in question.phrases]
    wanted = (" OR " if relaxed else " AND ").join(f"({part})" for part in parts)
    return " AND ".join([*(f'"{mark}"' for mark in marks), f"({wanted})"])


def tsquery(question: Question, marks: Sequence[str], relaxed: bool = False) -> str:
    """The same as a PostgreSQL tsquery literal."""
    parts = [" | ".join(f"'{key}'" for key in group) for group in question.groups]
    parts += [
        " | ".join("(" + " <-> ".join(f"'{key}'" for key in keys) + ")" for keys in phrase)
        for phrase in question.phrases
    ]
    wanted = (" | " if relaxed else " & ").join(f"({part})" for part in parts)
    return " & ".join([*(f"'{mark}'" for mark in marks), f"({wanted})"])
