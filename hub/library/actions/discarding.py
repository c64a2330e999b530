"""Throw a draft away: nobody but its owner ever read it, so nothing stays in its place."""

from hub.core.access import Actor
from hub.core.db import commit, db
from hub.core.errors import Forbidden
from hub.core.registry import Ref
from hub.library.policy import may_discard
from hub.library.queries.records import find_to_change
from hub.services import audit
from hub.services.files.actions import detach_all
from hub.services.links.actions import untie


def discard(actor: Actor, record_id: int) -> None:
    """Commits. The draft goes with its versions, translations, files and links."""
    record = find_to_change(db.session, actor, record_id)
    if not may_discard(actor, record):
        raise Forbidden("discard")
    ref = Ref(record.kind, record.id)
    detach_all(db.session, ref)
    untie(db.session, ref)
    audit.record(db.session, actor, "library.record.discarded", ref)
    db.session.delete(record)
    commit()
