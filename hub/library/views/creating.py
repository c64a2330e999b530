"""Begin a record: a practice, section by section, or a document in one go."""

from flask import current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from hub.core.access import Permission
from hub.core.db import db, one_transaction
from hub.core.errors import Invalid
from hub.core.locale import LANGUAGES, current_language, gettext
from hub.library.actions.attaching import add_file
from hub.library.actions.creating import begin_record
from hub.library.content.content import Content
from hub.library.content.fields import FIELDS, RecordKind
from hub.library.form_choices import choices_for
from hub.library.forms import Choices, Reading, read, stored
from hub.library.models import Record
from hub.library.views import blueprint
from hub.services.files.kinds import accepted_extensions
from hub.services.files.messages import status_of
from hub.web.access import requires
from hub.web.identity import current_actor

FIRST_FIELDS = {
    RecordKind.PRACTICE: ("title", "summary"),
    RecordKind.DOCUMENT: ("title", "summary", "themes", "regions", "lead"),
}


@blueprint.get("/new")
@requires(Permission.LIBRARY_RECORD_CREATE)
def new() -> str:
    """`kind` in the address; without it, the choice between the two."""
    wanted = request.args.get("kind", "")
    if wanted not in set(RecordKind):
        return render_template("library/choose.html")
    kind, options = RecordKind(wanted), choices_for(db.session)
    empty = Content(kind, current_language().code)
    inputs = [stored(FIELDS[name], empty.value(name), options) for name in FIRST_FIELDS[kind]]
    return _form(kind, Reading(inputs), current_language().code, {})


@blueprint.post("/")
@requires(Permission.LIBRARY_RECORD_CREATE)
def create() -> ResponseReturnValue:
    """Fields: `kind`, `language`, the first fields, for a document also `file`."""
    wanted = request.form.get("kind", "")
    kind = RecordKind(wanted) if wanted in set(RecordKind) else RecordKind.PRACTICE
    options: Choices = choices_for(db.session)
    language = request.form.get("language", "")
    reading = read([FIELDS[name] for name in FIRST_FIELDS[kind]], request.form, options)
    if reading.errors:
        return _form(kind, reading, language, {}), 422
    try:
        record = _begin(kind, language, reading, request.files.get("file"))
    except Invalid as error:
        return _form(kind, reading.with_messages(error.messages), language, error.messages), status_of(error)
    flash(gettext("The draft is saved. Only you can see it."), "success")
    return redirect(
        f"/library/{record.id}/edit/identity" if kind is RecordKind.PRACTICE else f"/library/{record.id}/state"
    )


def _begin(kind: RecordKind, language: str, reading: Reading, file: FileStorage | None) -> Record:
    """The record and its file, or neither."""
    actor = current_actor()
    with one_transaction():
        record = begin_record(actor, kind, language, reading.values)
        if file and file.filename:
            add_file(current_app.extensions["files"], actor, record, file.stream, file.filename)
    return record


def _form(kind: RecordKind, reading: Reading, language: str, messages: dict[str, str]) -> str:
    return render_template(
        "library/new.html",
        kind=kind.value,
        reading=reading,
        chosen_language=language if language in LANGUAGES else current_language().code,
        messages=messages,
        accept=accepted_extensions(),
    )
