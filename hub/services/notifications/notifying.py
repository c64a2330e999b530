"""Telling people, in the transaction of what they are told about."""

from collections.abc import Iterable

from sqlalchemy import insert, select, update

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.network.models import Person, active_people
from hub.services.notifications.kinds import kinds
from hub.services.notifications.models import Notification, NotificationMute

Plain = str | int | float | bool | None


def notify(
    session: DbSession, kind: str, recipients: Iterable[int], ref: Ref, actor: Actor | None = None, **data: Plain
) -> int:
    """Tell each recipient once (person ids; not committed): not the actor, not who muted the kind, not who may not sign in.
    The caller passes only people who may see the thing. Returns how many are told. KeyError for an unregistered kind."""
    is_mutable = kinds()[kind].is_mutable
    wanted = set(recipients) - {actor.person_id if actor else None}
    if not wanted:
        return 0
    now = clock.utcnow()
    told = select(Person.id).where(Person.id.in_(sorted(wanted)), active_people(now))
    if is_mutable:
        muted = select(NotificationMute.person_id).where(NotificationMute.kind == kind)
        told = told.where(Person.id.not_in(muted))
    # Rows are locked in one order: two acts that tell the same people must not wait for each other.
    ids = session.scalars(told.order_by(Person.id).with_for_update(key_share=True)).all()
    if not ids:
        return 0
    session.execute(
        insert(Notification),
        [
            {
                "person_id": person_id,
                "kind": kind,
                "ref_kind": ref.kind,
                "ref_id": ref.id,
                "actor_id": actor.person_id if actor else None,
                "data": data,
                "created_at": now,
            }
            for person_id in ids
        ],
    )
    session.execute(
        update(Person)
        .where(Person.id.in_(ids))
        .values(unread_notifications=Person.unread_notifications + 1)
        .execution_options(synchronize_session=False)
    )
    return len(ids)
