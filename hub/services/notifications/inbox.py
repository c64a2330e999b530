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
from hub.services.notifications.reasons import reason
from hub.services.notifications.sentences import address, is_open, sentence

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class InboxItem:
    """`sentence`: plain text in the reader's language; `why`: the reason, another. `title`: of the thing, in `language`; ""
    when its kind has none. `is_open`: False when the thing is gone or hidden now."""

    id: int
    kind: str
    ref: Ref
    title: str
    language: str
    sentence: str
    why: str
    created_at: datetime
    is_read: bool
    is_open: bool


def inbox(
    session: DbSession, reader: Actor, cursor: Cursor, *, unread_only: bool = False, kind: str = ""
) -> Page[InboxItem]:
    """One query, and one for each kind of thing told about. `kind`: of these notifications only."""
    statement = (
        select(
            Notification.id,
            Notification.kind,
            Notification.ref_kind,
            Notification.ref_id,
            Notification.data,
            Notification.why,
            Notification.created_at,
            Notification.read_at,
            Person.name.label("actor_name"),
        )
        .outerjoin(Person, Person.id == Notification.actor_id)
        .where(Notification.person_id == reader.person_id)
    )
    if unread_only:
        statement = statement.where(Notification.read_at.is_(None))
    if kind:
        statement = statement.where(Notification.kind == kind)
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
    path = address(ref, row.data, cards) if is_open(ref, cards) else ""
    if not path:
        raise NotFound
    return path


def is_told(session: DbSession, reader: Actor, notification_id: int) -> bool:
    """Whether a notification is the reader's."""
    own = select(Notification.id).where(Notification.id == notification_id, Notification.person_id == reader.person_id)
    return session.scalar(own) is not None


def _item(row: Any, cards: Mapping[Ref, Card]) -> InboxItem:
    ref = Ref(row.ref_kind, row.ref_id)
    card, shown = cards.get(ref), is_open(ref, cards)
    return InboxItem(
        id=row.id,
        kind=row.kind,
        ref=ref,
        title=card.title if card else "",
        language=card.language if card else "",
        sentence=sentence(row.kind, row.data, row.actor_name, card)
        if shown
        else gettext("Something that is no longer open to you."),
        why=reason(kinds().get(row.kind), row.why) if shown else "",
        created_at=row.created_at,
        is_read=row.read_at is not None,
        is_open=shown,
    )
