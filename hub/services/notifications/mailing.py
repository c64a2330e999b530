"""Immediate mail: written by a job, so that the act does not wait for it, with what is true when it is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import speaking
from hub.core.registry import Ref, registry
from hub.network.identity import actors_of
from hub.network.models import Person, active_people
from hub.services.jobs import enqueue
from hub.services.mail import write_mail
from hub.services.notifications.kinds import kinds
from hub.services.notifications.models import Notification
from hub.services.notifications.reasons import reason
from hub.services.notifications.sentences import address, is_open, sentence

MAIL = "notifications.mail"
BATCH = 50
TEMPLATE = "notifications/told.txt"
UNSUBSCRIBE = "kind"


def mail_soon(session: DbSession, notification_ids: Iterable[int]) -> None:
    """Not committed."""
    ids = sorted(notification_ids)
    for start in range(0, len(ids), BATCH):
        enqueue(session, MAIL, {"notifications": ids[start : start + BATCH]}, key=f"first:{ids[start]}")


def mail_now(session: DbSession, payload: Mapping[str, Any]) -> None:
    """A mail for each of some notifications, except those read meanwhile and those of things hidden from the person now."""
    actor = aliased(Person)
    rows = session.execute(
        select(Notification, Person.email, Person.language, actor.name.label("actor_name"))
        .join(Person, Person.id == Notification.person_id)
        .outerjoin(actor, actor.id == Notification.actor_id)
        .where(
            Notification.id.in_(payload["notifications"]),
            Notification.read_at.is_(None),
            active_people(clock.utcnow()),
        )
        .order_by(Notification.id)
    ).all()
    readers = actors_of(session, (row.Notification.person_id for row in rows))
    for row in rows:
        told: Notification = row.Notification
        with speaking(row.language):
            _mail(session, told, row, readers[told.person_id])


def _mail(session: DbSession, told: Notification, row: Any, reader: Actor) -> None:
    ref, kind = Ref(told.ref_kind, told.ref_id), kinds().get(told.kind)
    cards = registry.cards(session, [ref], reader)
    if kind is None or not is_open(ref, cards):
        return
    card = cards.get(ref)
    write_mail(
        session,
        told.kind,
        row.email,
        row.language,
        TEMPLATE,
        person_id=told.person_id,
        why=reason(kind, told.why),
        thread=ref,
        unsubscribe=f"{UNSUBSCRIBE}:{told.kind}",
        # Mail programs keep a conversation together by its references and by its subject.
        title=card.title if card and kind.quote else "",
        sentence=sentence(told.kind, told.data, row.actor_name, card),
        quote=kind.quote(session, ref, told.data) if kind.quote else None,
        address=address(ref, told.data, cards),
    )
