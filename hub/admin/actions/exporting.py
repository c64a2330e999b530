"""Taking the audit out of the hub leaves its own trace."""

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.services import audit


def note_export(actor: Actor, action: str, since: str, until: str) -> None:
    """What was taken; not the words searched for, which may name somebody."""
    guard(actor, Permission.ADMIN_AUDIT_READ)
    audit.record(db.session, actor, "admin.audit.exported", None, act=action, since=since, until=until)
    commit()
