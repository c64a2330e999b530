"""The inbox: what a person has been told, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.locale import gettext
from hub.core.paging import Cursor, Page, paginate
from hub.core.registry import Card, Ref, registry
from hub.network.models import Person
from hub.services.notifications.kinds import kinds
from hub.services.notifications.models import Notification

OPEN_ISOLATE, CLOSE_ISOLATE = "\u2068", "\u2069"
PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class InboxItem:
    """`sentence`: plain text in the reader's language. `is_open`: False when the thing is gone or hidden now."""

    id: int
    kind: str
    sentence: str
    created_at: datetime
    is_read: bool
    is_open: bool


def inbox(session: DbSession, reader: Actor, cursor: Cursor, *, unread_only: bool = False) -> Page[InboxItem]:
    """One query, and one for each kind of thing told about."""
    statement = (
        select(
            Notification.id,
            Notification.kind,
            Notification.ref_kind,
            Notification.ref_id,
            Notification.data,
            Notification.created_at,
            Notification.read_at,
            Person.name.label("actor_name"),
        )
        .outerjoin(Person, Person.id == Notification.actor_id)
        .where(Notification.person_id == reader.person_id)
    )
    if unread_only:
        statement = statement.where(Notification.read_at.is_(None))
    page = paginate(session, statement, [Notification.created_at.desc(), Notification.id.desc()], cursor, PAGE_SIZE)
    cards = registry.cards(session, (Ref(row.ref_kind, row.ref_id) for row in page.items), reader)
    return Page([_item(row, cards) for row in page.items], page.next_cursor, page.previous_cursor)


def target(session: DbSession, reader: Actor, notification_id: int) -> str:
    """The path that a notification leads to. Raises NotFound, also when the thing is hidden from the reader now."""
    row = session.execute(
        select(Notification.ref_kind, Notification.ref_id, Notification.data).where(
            Notification.id == notification_id, Notification.person_id == reader.person_id
        )
    ).first()
    if row is None:
        raise NotFound
    ref = Ref(row.ref_kind, row.ref_id)
    cards = registry.cards(session, [ref], reader)
    if not _is_open(ref, cards):
        raise NotFound
    address = row.data.get("address") or (cards[ref].address if ref in cards else "")
    if not address:
        raise NotFound
    return str(address)


def is_told(session: DbSession, reader: Actor, notification_id: int) -> bool:
    """Whether a notification is the reader's."""
    own = select(Notification.id).where(Notification.id == notification_id, Notification.person_id == reader.person_id)
    return session.scalar(own) is not None


def _item(row: Any, cards: Mapping[Ref, Card]) -> InboxItem:
    ref = Ref(row.ref_kind, row.ref_id)
    is_open = _is_open(ref, cards)
    return InboxItem(
        id=row.id,
        kind=row.kind,
        sentence=_sentence(row, cards.get(ref)) if is_open else gettext("Something that is no longer open to you."),
        created_at=row.created_at,
        is_read=row.read_at is not None,
        is_open=is_open,
    )


def _is_open(ref: Ref, cards: Mapping[Ref, Card]) -> bool:
    """A thing of a kind that says its visibility must be visible still; others are always open."""
    return ref in cards or ref.kind not in registry.kinds


def _sentence(row: Any, card: Card | None) -> str:
    kind = kinds().get(row.kind)
    if kind is None:
        return card.title if card else row.kind
    told = dict(row.data)
    told["actor"] = _isolated(row.actor_name or gettext("The hub"))
    told["title"] = _isolated(card.title if card else str(told.get("title", "")))
    return kind.sentence(told)


def _isolated(text: str) -> str:
    """A name in the other script must not reorder the sentence round it (Unicode bidirectional algorithm, isolates)."""
    return f"{OPEN_ISOLATE}{text}{CLOSE_ISOLATE}"
