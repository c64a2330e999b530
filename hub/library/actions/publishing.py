"""draft → submitted → published, and back."""

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Conflict, Forbidden, Invalid
from hub.core.locale import gettext, listed
from hub.core.registry import Ref
from hub.library.actions.saving import show
from hub.library.content.completeness import missing_for, required_form
from hub.library.labels import field_label
from hub.library.models import Record, Status
from hub.library.notifications import tell_published, tell_returned, tell_submitted
from hub.library.policy import may_return, may_submit
from hub.library.queries.records import find_to_change, has_file, latest_content
from hub.library.queries.versions import find_version
from hub.services import audit


def submit(actor: Actor, record_id: int) -> Record:
    """Offer a complete draft for publication. Commits. Raises Invalid when fields are missing."""
    record = find_to_change(db.session, actor, record_id)
    if not may_submit(actor, record):
        raise Forbidden("submit")
    _require_complete(record)
    record.status, record.review_note = Status.SUBMITTED.value, ""
    record.changed_at = utcnow()
    tell_submitted(record, actor)
    commit()
    return record


def return_to_draft(actor: Actor, record_id: int, note: str) -> Record:
    """Take back (the owner) or hand back with a note (a publisher). Commits."""
    record = find_to_change(db.session, actor, record_id)
    if not may_return(actor, record):
        raise Forbidden("return")
    record.status, record.review_note = Status.DRAFT.value, note
    record.changed_at = utcnow()
    tell_returned(record, actor)
    commit()
    return record


def publish(actor: Actor, record_id: int, number: int) -> Record:
    """Show version `number`, which must be the newest: what the publisher read is what is published. Commits.

    Raises Invalid when fields are missing, Conflict when somebody saved a newer version meanwhile.
    """
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_PUBLISH, record)
    if number != record.latest_version:
        raise Conflict(gettext("Somebody has just saved a newer version. Read it before you publish."))
    _require_complete(record)
    now, is_new = utcnow(), record.published_at is None
    if is_new:
        record.published_at = record.listed_at = now
    record.status, record.review_note, record.withdrawal_reason = Status.PUBLISHED.value, "", ""
    record.changed_at = now
    version = find_version(db.session, record, number, with_drafts=True)
    show(actor, record, latest_content(db.session, record), version)
    audit.record(db.session, actor, "library.record.published", Ref(record.kind, record.id), number=number)
    tell_published(record, actor, is_new=is_new)
    commit()
    return record


def _require_complete(record: Record) -> None:
    content = latest_content(db.session, record)
    missing = missing_for(content, required_form(content), has_file=has_file(db.session, record))
    if missing:
        names = listed(str(field_label(name)) for name in missing)
        raise Invalid({"": gettext("Before publication, please fill in: %(fields)s.", fields=names)})
