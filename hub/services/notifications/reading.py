"""Marking as read; the person's counter follows in the same transaction."""

from collections.abc import Iterable

from sqlalchemy import func, select, update

from hub.core import clock
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.network.models import Person
from hub.services import live
from hub.services.notifications.models import Notification


def mark_read(session: DbSession, person_id: int, notification_id: int) -> bool:
    """One notification (not committed). False when it was read already or is somebody else's."""
    changed = session.execute(
        update(Notification)
        .where(Notification.id == notification_id, Notification.person_id == person_id, Notification.read_at.is_(None))
        .values(read_at=clock.utcnow())
        .execution_options(synchronize_session=False)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        return False
    _recount(session, person_id)
    return True


def mark_seen(session: DbSession, person_id: int, ref: Ref, number: int) -> None:
    """The person has been shown a thing up to its part `number` (not committed): what told of these parts is read. Parts are
    what notifications carry as `number`, such as the posts of a topic."""
    changed = session.execute(
        update(Notification)
        .where(
            Notification.person_id == person_id,
            Notification.read_at.is_(None),
            Notification.ref_kind == ref.kind,
            Notification.ref_id == ref.id,
            Notification.data["number"].as_integer() <= number,
        )
        .values(read_at=clock.utcnow())
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount:  # type: ignore[attr-defined]
        _recount(session, person_id)


def settle(session: DbSession, kind: str, ref: Ref, person_ids: Iterable[int]) -> None:
    """Something is done that these people were asked to do (not committed): what asked them is read."""
    ids = sorted(person_ids)
    changed = session.scalars(
        update(Notification)
        .where(
            Notification.person_id.in_(ids),
            Notification.read_at.is_(None),
            Notification.kind == kind,
            Notification.ref_kind == ref.kind,
            Notification.ref_id == ref.id,
        )
        .values(read_at=clock.utcnow())
        .returning(Notification.person_id)
        .execution_options(synchronize_session=False)
    ).all()
    for person_id in sorted(set(changed)):
        _recount(session, person_id)


def mark_all_read(session: DbSession, person_id: int) -> None:
    """Everything the person has been told so far (not committed)."""
    session.execute(
        update(Notification)
        .where(Notification.person_id == person_id, Notification.read_at.is_(None))
        .values(read_at=clock.utcnow())
        .execution_options(synchronize_session=False)
    )
    _recount(session, person_id)


def _recount(session: DbSession, person_id: int) -> None:
    """The row is locked first, so that what is told meanwhile is either counted here or added afterwards."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    unread = (
        select(func.count())
        .select_from(Notification)
        .where(Notification.person_id == person_id, Notification.read_at.is_(None))
        .scalar_subquery()
    )
    session.execute(
        update(Person)
        .where(Person.id == person_id)
        .values(unread_notifications=unread)
        .execution_options(synchronize_session=False)
    )
    live.hint_people(session, [person_id])
