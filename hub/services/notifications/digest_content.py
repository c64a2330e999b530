"""A digest as its mail shows it: by thing, in the reader's language, without what the reader may not see now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import gettext, speaking
from hub.core.registry import Card, Ref, registry
from hub.services.notifications.kinds import kinds
from hub.services.notifications.reasons import reason
from hub.services.notifications.seeing import nobody_of, scope_of
from hub.services.notifications.sentences import address, is_open, sentence

Cards = Mapping[Ref, Card]


@dataclass(frozen=True, slots=True)
class Line:
    """`more`: how many of the same kind about the same thing stand behind this one. `address`: a path."""

    text: str
    address: str
    more: int
    why: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing and what is new about it."""

    title: str
    language: str
    address: str
    note: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class DigestContent:
    """`told`: notifications in it. `more`: those that only the inbox has."""

    subjects: Sequence[Subject]
    told: int
    more: int

    @property
    def total(self) -> int:
        return self.told + self.more


def cards_of(
    session: DbSession, waiting: Mapping[int, Sequence[Row[Any]]], readers: Mapping[int, Actor]
) -> dict[int, Cards]:
    """What each person may see now of what waits for them, by person: one query for each kind of thing, language and set of
    roles; for what somebody does not see by role alone (a draft of their own), one more of their own."""
    found: dict[int, Cards] = {}
    by_scope: dict[Any, list[Actor]] = {}
    for person_id in waiting:
        reader = readers[person_id]
        by_scope.setdefault((reader.language, *scope_of(reader)), []).append(reader)
    for members in by_scope.values():
        refs = {reader.person_id or 0: _refs(waiting[reader.person_id or 0]) for reader in members}
        with speaking(members[0].language):
            shared = registry.cards(session, set().union(*refs.values()), nobody_of(members[0]))
            for reader in members:
                mine = refs[reader.person_id or 0]
                own = registry.cards(session, mine - shared.keys(), reader)
                found[reader.person_id or 0] = {ref: card for ref in mine if (card := shared.get(ref) or own.get(ref))}
    return found


def content(rows: Sequence[Row[Any]], cards: Cards) -> DigestContent:
    """Of one person's rows, the newest first, in the language being spoken."""
    shown = [row for row in rows if is_open(_ref(row), cards)]
    order = list(dict.fromkeys(_ref(row) for row in shown))
    by_thing = groupby(sorted(shown, key=lambda row: order.index(_ref(row))), key=_ref)
    subjects = [_subject(ref, list(group), cards) for ref, group in by_thing]
    waiting = rows[0].waiting if rows else 0
    return DigestContent(subjects, len(shown), waiting - len(rows))


def _subject(ref: Ref, rows: Sequence[Row[Any]], cards: Cards) -> Subject:
    card = cards.get(ref)
    order = list(dict.fromkeys(row.kind for row in rows))
    groups = [list(group) for _, group in groupby(sorted(rows, key=lambda row: order.index(row.kind)), _kind)]
    return Subject(
        title=card.title if card else str(rows[0].data.get("title") or gettext("The hub")),
        language=card.language if card else "",
        address=address(ref, {}, cards),
        note=card.note if card else "",
        lines=[_line(ref, group, cards) for group in groups],
    )


def _line(ref: Ref, rows: Sequence[Row[Any]], cards: Cards) -> Line:
    """The newest says what; it leads to the oldest, where reading begins."""
    newest, oldest = rows[0], rows[-1]
    return Line(
        text=sentence(newest.kind, newest.data, newest.actor_name, cards.get(ref)),
        address=address(ref, oldest.data, cards),
        more=len(rows) - 1,
        why=reason(kinds().get(newest.kind), newest.why),
    )


def _kind(row: Row[Any]) -> str:
    return str(row.kind)


def _refs(rows: Iterable[Row[Any]]) -> set[Ref]:
    return {_ref(row) for row in rows}


def _ref(row: Row[Any]) -> Ref:
    return Ref(row.ref_kind, row.ref_id)
