"""The audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from hub.admin.audit_labels import DATA_LABELS, VALUE_LABELS
from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.paging import Cursor, Page, paginate
from hub.core.registry import Card, Ref, registry
from hub.network.models import Person
from hub.network.names import name_key
from hub.services.audit import AuditEntry, action_label

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """`words`: parts of the acting person's name. `action`: a dotted name, or its beginning (`forum.`)."""

    words: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """`actor`: None for the hub itself. `data`: pairs for display. `card`: the thing, if its kind is known and it is not the
    acting person."""

    id: int
    created_at: datetime
    actor: str | None
    label: str
    action: str
    ref: Ref | None
    card: Card | None
    data: list[tuple[str, str]]


def audit_entries(session: DbSession, reader: Actor, wanted: AuditFilter, cursor: Cursor) -> Page[AuditRow]:
    """Newest first: one query, and one for each kind of thing named."""
    guard(reader, Permission.ADMIN_AUDIT_READ)
    statement = select(AuditEntry, Person.name.label("actor_name")).outerjoin(Person, Person.id == AuditEntry.actor_id)
    for word in name_key(wanted.words).split()[:6]:
        statement = statement.where(Person.name_key.contains(word, autoescape=True))
    if wanted.action:
        statement = statement.where(AuditEntry.action.startswith(wanted.action, autoescape=True))
    page = paginate(session, statement, [AuditEntry.id.desc()], cursor, PAGE_SIZE)
    refs = [Ref(row[0].ref_kind, row[0].ref_id) for row in page.items if row[0].ref_kind and row[0].ref_id]
    cards = registry.cards(session, refs, reader)
    return Page([_row(row[0], row[1], cards) for row in page.items], page.next_cursor, page.previous_cursor)


def _row(entry: AuditEntry, actor_name: str | None, cards: Mapping[Ref, Card]) -> AuditRow:
    ref = Ref(entry.ref_kind, entry.ref_id) if entry.ref_kind and entry.ref_id else None
    is_own = ref == Ref("person", entry.actor_id or 0)
    return AuditRow(
        id=entry.id,
        created_at=entry.created_at,
        actor=actor_name,
        label=action_label(entry.action),
        action=entry.action,
        ref=ref,
        card=cards.get(ref) if ref and not is_own else None,
        data=_pairs(entry.data),
    )


def _pairs(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """In words where there are some; a name that stands for itself otherwise."""
    return [
        (str(DATA_LABELS.get(name, name)), str(VALUE_LABELS.get((name, str(value)), value)))
        for name, value in data.items()
        if value not in (None, "")
    ]
