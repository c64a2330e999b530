"""The moderation log: what moderators did, for every member, about what the member sees. Who acted is told by role only,
and nobody who was suspended by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.paging import Cursor, Page, paginate
from hub.core.registry import Card, Ref, registry
from hub.services.audit import AuditEntry, action_label

PAGE_SIZE = 30

_kinds: dict[str, str | None] = {}
_fields: dict[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class LogRow:
    """`card`: the thing; None for an act about a person. `role`: a role's name, or empty. `until`: last day."""

    id: int
    created_at: datetime
    label: str
    role: str
    card: Card | None
    until: date | None
    data: Mapping[str, Any]


def register_logged(kind: str | None, *actions: str, fields: tuple[str, ...] = ()) -> None:
    """Acts that every member may read of. `kind`: of the things that they are about, which the reader must see; None for
    acts about people, shown without the person. `fields`: which of the kept values are shown."""
    for action in actions:
        _kinds[action] = kind
        _fields[action] = frozenset(fields)


def moderation_log(session: DbSession, reader: Actor, cursor: Cursor) -> Page[LogRow]:
    """Newest first: one query, and one for each kind of thing."""
    guard(reader, Permission.MODERATION_LOG_READ)
    columns = (
        AuditEntry.id,
        AuditEntry.created_at,
        AuditEntry.action,
        AuditEntry.actor_role,
        AuditEntry.ref_kind,
        AuditEntry.ref_id,
        AuditEntry.data,
    )
    page = paginate(session, select(*columns).where(_readable(reader)), [AuditEntry.id.desc()], cursor, PAGE_SIZE)
    refs = [Ref(row.ref_kind, row.ref_id) for row in page.items if _kinds[row.action]]
    cards = registry.cards(session, refs, reader)
    return Page([_row(row, cards) for row in page.items], page.next_cursor, page.previous_cursor)


def _readable(reader: Actor) -> ColumnElement[bool]:
    by_kind: dict[str | None, list[str]] = {}
    for action, kind in _kinds.items():
        by_kind.setdefault(kind, []).append(action)
    conditions = []
    for kind, actions in by_kind.items():
        acts = AuditEntry.action.in_(sorted(actions))
        conditions.append(acts if kind is None else and_(acts, AuditEntry.ref_kind == kind, _seen(kind, reader)))
    return or_(false(), *conditions)


def _seen(kind: str, reader: Actor) -> ColumnElement[bool]:
    model, visible_to = _model(kind)
    return exists(select(model.id).where(model.id == AuditEntry.ref_id, visible_to(reader)))


def _model(kind: str) -> tuple[Any, Callable[[Actor], ColumnElement[bool]]]:
    content = registry.kinds[kind]
    return content.model, content.visible_to


def _row(row: Any, cards: Mapping[Ref, Card]) -> LogRow:
    shown = {name: value for name, value in row.data.items() if name in _fields[row.action] and value not in (None, "")}
    card = cards.get(Ref(row.ref_kind, row.ref_id)) if _kinds[row.action] else None
    until = date.fromisoformat(shown["last_day"]) if "last_day" in shown else None
    return LogRow(row.id, row.created_at, action_label(row.action), row.actor_role, card, until, shown)
