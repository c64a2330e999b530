"""Bring an old text back, as a new version: nothing is lost by it."""

from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.library.actions.saving import save_version
from hub.library.models import RecordVersion
from hub.library.queries.records import content_of, find_to_change


def restore(actor: Actor, record_id: int, number: int) -> RecordVersion:
    """Commits. Raises NotFound for an unknown version."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    content = content_of(db.session, record, number)
    version = save_version(actor, record, content, restored_from=number)
    commit()
    return version
