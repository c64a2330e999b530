"""The audit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import AnySelect, DbSession, db, reading
from hub.core.locale import gettext
from hub.core.paging import Cursor, Page, paginate
from hub.core.registry import Card, Ref, registry
from hub.network.models import Person
from hub.network.names import name_key
from hub.network.vocabularies import spoken_regions
from hub.services.audit import AuditChain, AuditEntry, action_label, field_label, value_label
from hub.services.search import SearchDocument
from hub.services.search.analyser import surface, words

PAGE_SIZE = 50
PIECE = 500
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """`words`: parts of the acting person's name. `action`: a dotted name, or its beginning (`forum.`). `thing`: words of the
    title of what it was done to, or `kind:12`. `since`, `until`: days in Morocco, both included."""

    words: str = ""
    action: str = ""
    thing: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """`actor`: None for the hub itself; `role`: in which the person acted. `data`: pairs for display. `card`: the thing, if its
    kind is known and it is not the acting person. `number`, `hash`: place in the chain, None until it is sealed."""

    id: int
    created_at: datetime
    actor: str | None
    role: str
    label: str
    action: str
    ref: Ref | None
    card: Card | None
    data: list[tuple[str, str]]
    number: int | None
    hash: str | None


def audit_entries(session: DbSession, reader: Actor, wanted: AuditFilter, cursor: Cursor) -> Page[AuditRow]:
    """Newest first: one query, and one for each kind of thing named."""
    guard(reader, Permission.ADMIN_AUDIT_READ)
    page = paginate(session, _entries(wanted), [AuditEntry.id.desc()], cursor, PAGE_SIZE)
    return Page(_rows(session, reader, page.items), page.next_cursor, page.previous_cursor)


def audit_pieces(reader: Actor, wanted: AuditFilter) -> Iterator[list[AuditRow]]:
    """Everything that is wanted, some hundred entries at a time, each piece in a short transaction of its own: neither memory
    nor a slow reader's connection holds anything up."""
    guard(reader, Permission.ADMIN_AUDIT_READ)
    statement = _entries(wanted).order_by(AuditEntry.id.desc()).limit(PIECE)
    last: int | None = None
    while True:
        piece = statement if last is None else statement.where(AuditEntry.id < last)
        with reading(), Session(db.engine) as session:
            rows = _rows(session, reader, session.execute(piece).all())
        yield rows
        if len(rows) < PIECE:
            return
        last = rows[-1].id


def chain_state(session: DbSession, reader: Actor) -> AuditChain:
    """The head of the chain and what the last verification found."""
    guard(reader, Permission.ADMIN_AUDIT_READ)
    return session.scalars(select(AuditChain)).one()


def _entries(wanted: AuditFilter) -> AnySelect:
    statement = select(AuditEntry, Person.name.label("actor_name")).outerjoin(Person, Person.id == AuditEntry.actor_id)
    for word in name_key(wanted.words).split()[:MOST_WORDS]:
        statement = statement.where(Person.name_key.contains(word, autoescape=True))
    if wanted.action:
        statement = statement.where(AuditEntry.action.startswith(wanted.action, autoescape=True))
    if wanted.thing:
        statement = statement.where(_about(wanted.thing))
    if wanted.since:
        statement = statement.where(AuditEntry.created_at >= _midnight(wanted.since))
    if wanted.until:
        statement = statement.where(AuditEntry.created_at < _midnight(wanted.until + timedelta(days=1)))
    return statement


def _about(text: str) -> ColumnElement[bool]:
    """Things whose title, or name, has all the words; accents and spelling variants do not matter."""
    kind, _, number = text.partition(":")
    if kind.isidentifier() and number.isdecimal() and len(number) <= 9:
        return and_(AuditEntry.ref_kind == kind, AuditEntry.ref_id == int(number))
    names = name_key(text).split()[:MOST_WORDS]
    named = [Person.name_key.contains(word, autoescape=True) for word in names] or [false()]
    people = and_(AuditEntry.ref_kind == "person", AuditEntry.ref_id.in_(select(Person.id).where(*named)))
    asked = list(words(text))[:MOST_WORDS]
    if not asked:
        return people
    titled = [SearchDocument.title_words.contains(surface(word), autoescape=True) for word in asked]
    own = and_(SearchDocument.kind == AuditEntry.ref_kind, SearchDocument.ref_id == AuditEntry.ref_id)
    return or_(people, exists().where(own, *titled))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.CASABLANCA)


def _rows(session: DbSession, reader: Actor, found: Sequence[Any]) -> list[AuditRow]:
    refs = [Ref(row[0].ref_kind, row[0].ref_id) for row in found if row[0].ref_kind and row[0].ref_id]
    cards, regions = registry.cards(session, refs, reader), spoken_regions(session)
    return [_row(row[0], row[1], cards, regions) for row in found]


def _row(entry: AuditEntry, actor_name: str | None, cards: Mapping[Ref, Card], regions: Mapping[str, str]) -> AuditRow:
    ref = Ref(entry.ref_kind, entry.ref_id) if entry.ref_kind and entry.ref_id else None
    is_own = ref == Ref("person", entry.actor_id or 0)
    return AuditRow(
        id=entry.id,
        created_at=entry.created_at,
        actor=actor_name,
        role=entry.actor_role,
        label=action_label(entry.action),
        action=entry.action,
        ref=ref,
        card=cards.get(ref) if ref and not is_own else None,
        data=_pairs(entry.data, regions),
        number=entry.number,
        hash=entry.hash,
    )


def _pairs(data: Mapping[str, Any], regions: Mapping[str, str]) -> list[tuple[str, str]]:
    """In words where there are some; a name that stands for itself otherwise."""
    return [
        (field_label(name), _value(name, value, regions)) for name, value in data.items() if value not in (None, "")
    ]


def _value(name: str, value: Any, regions: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if name == "act":
        return action_label(value)
    code = str(value) if name == "region" else str(value).removeprefix("region:")
    if name == "region" or code != str(value):
        return regions.get(code, str(value))
    return value_label(name, value)
