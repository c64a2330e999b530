"""Marking one's notifications as read."""

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import NotFound
from hub.services.notifications import is_told, mark_all_read, mark_read


def read_one(actor: Actor, notification_id: int) -> None:
    """Reading twice changes nothing. Raises NotFound for what is somebody else's."""
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    if not is_told(db.session, actor, notification_id):
        raise NotFound(f"notification {notification_id}")
    mark_read(db.session, actor.person_id or 0, notification_id)
    commit()


def read_all(actor: Actor) -> None:
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    mark_all_read(db.session, actor.person_id or 0)
    commit()
