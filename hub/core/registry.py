"""Kinds of content. Each feature registers its kinds when the app is built; services and pages that draw from all
features (links, search, home) know things only as `(kind, id)` and through this registry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import LazyString


class Ref(NamedTuple):
    """A reference to a thing of any kind."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Card:
    """How a thing shows itself on another thing's page."""

    ref: Ref
    title: str
    address: str
    language: str = ""
    note: str = ""
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class SearchPart:
    """The searchable text of a thing in one language. `body` is plain text."""

    language: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What a thing gives to search. `subject` groups hits (a post belongs to its topic); None: the thing itself. A part
    whose `title` is empty shows its subject's. `address`: when the kind's own, made from the id alone, is only a redirect.
    """

    parts: tuple[SearchPart, ...]
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    moment: datetime | None = None
    subject: Ref | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class ContentKind:
    """One kind of content.

    `address(id)`: its page; the name it goes by may stand for the id where `find` knows such names (`DEM-01`).
    `visible_to(reader)`: SQL condition over `model`. `cards(session, ids, reader)`: the visible ones among `ids`, in one
    query. `search_entry(row)`: None when the row is not to be found by search. `search_owners`: for rows of other tables
    that the entry is made of (a translation), how to get the thing they belong to: a change to them is a change to it.
    `find(path)`: the id behind a path, for kinds whose addresses do not end in it.
    """

    name: str
    label: LazyString
    plural: LazyString
    model: type[Any]
    address: Callable[[int | str], str]
    visible_to: Callable[[Actor], ColumnElement[bool]]
    cards: Callable[[DbSession, Iterable[int], Actor], dict[int, Card]]
    search_entry: Callable[[Any], SearchEntry | None] | None = None
    search_owners: Mapping[type[Any], Callable[[Any], Any]] = field(default_factory=dict)
    is_linkable: bool = True
    find: Callable[[DbSession, str], int | None] | None = None


@dataclass(slots=True)
class Registry:
    """The kinds known to the app, by name."""

    kinds: dict[str, ContentKind] = field(default_factory=dict)

    def register(self, kind: ContentKind) -> None:
        """Add a kind; the same kind again changes nothing, another of the same name is refused."""
        if self.kinds.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"content kind {kind.name!r} is registered twice")

    def by_model(self) -> Mapping[type[Any], ContentKind]:
        return {kind.model: kind for kind in self.kinds.values()}

    def cards(self, session: DbSession, refs: Iterable[Ref], reader: Actor) -> dict[Ref, Card]:
        """The visible things among `refs`: one query for each kind present."""
        wanted: dict[str, set[int]] = {}
        for ref in refs:
            wanted.setdefault(ref.kind, set()).add(ref.id)
        return {
            card.ref: card
            for name, ids in wanted.items()
            if name in self.kinds
            for card in self.kinds[name].cards(session, ids, reader).values()
        }


registry = Registry()
