"""Choose who may read a record, and how complete it means to be."""

from dataclasses import replace

from hub.core.access import PUBLIC_AUDIENCE, Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.library.actions.saving import save_version
from hub.library.content.completeness import missing_for
from hub.library.content.fields import Form
from hub.library.models import Record
from hub.library.queries.records import find_to_change, latest_content


def present(actor: Actor, record_id: int, *, audience: str, form: str) -> Record:
    """Set audience and form. Commits. Raises Invalid for an audience that the actor is not part of."""
    record = find_to_change(db.session, actor, record_id)
    guard(actor, Permission.LIBRARY_RECORD_EDIT, record)
    allowed = actor.audiences | {PUBLIC_AUDIENCE, record.audience}
    if audience not in allowed:
        raise Invalid({"audience": gettext("Choose who may read it.")})
    content = latest_content(db.session, record)
    if form not in set(Form):
        raise Invalid({"form": gettext("Choose a form.")})
    if form != content.form:
        if record.is_published and missing_for(content, Form(form)):
            raise Invalid({"form": gettext("Fill in what is missing for a full record first.")})
        save_version(actor, record, replace(content, form=Form(form)))
    record.audience = audience
    record.changed_at = utcnow()
    commit()
    return record
