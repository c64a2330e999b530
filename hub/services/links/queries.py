"""What is linked with a thing, as far as the reader may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from hub.core.access import Actor
from hub.core.db import db
from hub.core.registry import Card, ContentKind, Ref, registry
from hub.services.links.models import Link
from hub.services.links.policy import may_edit
from hub.services.links.references import references

MOST = 200


@dataclass(frozen=True, slots=True)
class LinkedCard:
    """The other end of a link."""

    link_id: int
    relation: str
    card: Card
    may_remove: bool


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The visible links to things of one kind, newest first."""

    kind: ContentKind
    cards: tuple[LinkedCard, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """`groups`: the links of a page, by kind, in the order in which kinds are registered. `references`: address to thing,
    as the page's texts refer to them; `cards`: those of both that the reader may see."""

    groups: list[LinkGroup]
    references: Mapping[str, Ref]
    cards: Mapping[Ref, Card]


def of(reader: Actor, kind: str, id_: int, texts: Iterable[str] = ()) -> Linked:
    """What is linked with a thing, and what its cooked texts refer to: one query, and one for each kind present."""
    ref = Ref(kind, id_)
    referred = references(db.session, texts)
    links = db.session.scalars(
        select(Link)
        .where(
            or_(and_(Link.a_kind == ref.kind, Link.a_id == ref.id), and_(Link.b_kind == ref.kind, Link.b_id == ref.id))
        )
        .order_by(Link.id.desc())
        .limit(MOST)
    ).all()
    others = [(link, next(end for end in link.ends if end != ref)) for link in links]
    cards = registry.cards(db.session, {other for _, other in others}.union(referred.values()), reader)
    grouped: dict[str, list[LinkedCard]] = {}
    for link, other in others:
        if other in cards:
            linked = LinkedCard(link.id, link.relation, cards[other], may_edit(reader, link))
            grouped.setdefault(other.kind, []).append(linked)
    groups = [LinkGroup(found, tuple(grouped[name])) for name, found in registry.kinds.items() if name in grouped]
    return Linked(groups, referred, cards)


def referred(reader: Actor, text: str) -> Linked:
    """What one cooked text refers to, for a text that is on no page yet."""
    found = references(db.session, [text])
    return Linked([], found, registry.cards(db.session, found.values(), reader))


def find(link_id: int) -> Link | None:
    return db.session.get(Link, link_id)
