"""Begin a record."""

from collections.abc import Mapping

from hub.core.access import MEMBERS_AUDIENCE, Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import LANGUAGES, gettext
from hub.library.actions.saving import save_version
from hub.library.content.content import Content, Edition, Value
from hub.library.content.fields import RecordKind
from hub.library.models import Document, Practice, Record


def create_record(actor: Actor, kind: RecordKind, language: str, values: Mapping[str, Value]) -> Record:
    """A draft of the actor's, with version 1. `values`: fields by name; the title is needed. Commits. Raises Invalid."""
    record = begin_record(actor, kind, language, values)
    commit()
    return record


def begin_record(actor: Actor, kind: RecordKind, language: str, values: Mapping[str, Value]) -> Record:
    """The same, in the caller's transaction."""
    guard(actor, Permission.LIBRARY_RECORD_CREATE)
    messages = {}
    if not values.get("title"):
        messages["title"] = gettext("Give a title.")
    if language not in LANGUAGES:
        messages["language"] = gettext("Choose a language.")
    if messages:
        raise Invalid(messages)
    now = utcnow()
    record = (Practice if kind is RecordKind.PRACTICE else Document)(
        owner_id=actor.person_id, source_language=language, audience=MEMBERS_AUDIENCE, form="", facts={},
        latest_version=0, shown_version=0, created_at=now, changed_at=now, listed_at=now, status="draft",
    )  # fmt: skip
    db.session.add(record)
    content = Content(kind, language, editions={language: Edition()}).with_values(values)
    db.session.flush()
    save_version(actor, record, content)
    return record
