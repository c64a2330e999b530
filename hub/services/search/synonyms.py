"""The same thing in the hub's other languages, and its other names: offered as "also search", never mixed in unasked.

The list ships with the hub and is then the administrators' own. Each process keeps it for seconds, worked out.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml
from flask import current_app
from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.locale import LANGUAGES
from hub.core.settings import PROJECT_ROOT
from hub.network.loads import is_loaded, mark_loaded

from .analyser import query_keys, words
from .asking import Question
from .models import SearchSynonyms

MOST = 4
LIFETIME = 20.0
SHIPPED = PROJECT_ROOT / "hub" / "data" / "synonyms.yaml"
_LOADED = "reference:synonyms"
_EXTENSION = "search_synonyms"


@dataclass(frozen=True, slots=True)
class Synonym:
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class _Group:
    names: Sequence[Synonym]
    keys: frozenset[str]


@dataclass(slots=True)
class _Kept:
    until: float = 0.0
    groups: Sequence[_Group] = field(default_factory=tuple)


def load_synonyms(session: DbSession) -> None:
    """The shipped list, once: what administrators make of it is not undone."""
    if is_loaded(session, _LOADED):
        return
    listed: list[Mapping[str, str]] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    session.add_all([SearchSynonyms(fr=names["fr"], ar=names["ar"], en=names["en"]) for names in listed])
    mark_loaded(session, _LOADED)


def synonyms(session: DbSession, question: Question) -> tuple[Synonym, ...]:
    """Other names of the one thing that was asked for, at most MOST; nothing for longer questions."""
    typed = {key for group in question.groups for key in group}
    if not 1 <= len(question.groups) <= 3 or question.phrases:
        return ()
    others: dict[str, Synonym] = {}
    for group in _groups(session):
        if not group.keys.isdisjoint(typed) and any(_is_same(question, one.text) for one in group.names):
            others |= {one.text: one for one in group.names if not _is_same(question, one.text)}
    return tuple(others.values())[:MOST]


def forget_synonyms() -> None:
    """Read them again: the list was changed."""
    current_app.extensions.pop(_EXTENSION, None)


def _is_same(question: Question, name: str) -> bool:
    """Whether the name is what was asked for, word by word, in whatever form."""
    own = _word_keys(name)
    return len(own) == len(question.groups) and all(
        not set(keys).isdisjoint(group) for keys, group in zip(own, question.groups, strict=True)
    )


def _word_keys(text: str) -> list[tuple[str, ...]]:
    return [query_keys(word) for word in words(text)]


def _groups(session: DbSession) -> Sequence[_Group]:
    kept: _Kept = current_app.extensions.setdefault(_EXTENSION, _Kept())
    if kept.until < time.monotonic():
        rows = session.execute(select(SearchSynonyms.fr, SearchSynonyms.ar, SearchSynonyms.en)).all()
        kept.groups = [_group({"fr": row.fr, "ar": row.ar, "en": row.en}) for row in rows]
        kept.until = time.monotonic() + LIFETIME
    return kept.groups


def _group(names: Mapping[str, str]) -> _Group:
    listed = [Synonym(name, code) for code in LANGUAGES for name in split_names(names[code])]
    return _Group(listed, frozenset(key for one in listed for keys in _word_keys(one.text) for key in keys))


def split_names(names: str) -> list[str]:
    """Names separated by commas, Latin or Arabic, each once."""
    return list(dict.fromkeys(name for part in names.replace("،", ",").split(",") if (name := " ".join(part.split()))))
