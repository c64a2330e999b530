"""Begin a record: a practice, section by section, or a document in one go."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import db, one_transaction
from hub.core.errors import Invalid
from hub.core.locale import LANGUAGES, current_language, gettext
from hub.library.actions.attaching import add_files
from hub.library.actions.creating import begin_record
from hub.library.content.content import Content
from hub.library.content.fields import FIELDS, RecordKind
from hub.library.form_choices import choices_for
from hub.library.forms import Choices, Reading, read, stored
from hub.library.models import Record
from hub.library.views import blueprint
from hub.web.access import requires
from hub.web.attaching import Chosen, receive_files
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
    """Fields: `kind`, `language`, the first fields, for a document also `files`."""
    wanted = request.form.get("kind", "")
    kind = RecordKind(wanted) if wanted in set(RecordKind) else RecordKind.PRACTICE
    options: Choices = choices_for(db.session)
    language = request.form.get("language", "")
    reading = read([FIELDS[name] for name in FIRST_FIELDS[kind]], request.form, options)
    chosen = receive_files()
    if reading.errors or chosen.message:
        messages = {"files": chosen.message} if chosen.message else {}
        return _form(kind, reading, language, messages, chosen), chosen.status
    try:
        record = _begin(kind, language, reading, chosen.tokens)
    except Invalid as error:
        return _form(kind, reading.with_messages(error.messages), language, error.messages, chosen), 422
    flash(gettext("The draft is saved. Only you can see it."), "success")
    return redirect(
        f"/library/{record.id}/edit/identity" if kind is RecordKind.PRACTICE else f"/library/{record.id}/state"
    )


def _begin(kind: RecordKind, language: str, reading: Reading, uploads: list[str]) -> Record:
    """The record and its files, or neither."""
    actor = current_actor()
    with one_transaction():
        record = begin_record(actor, kind, language, reading.values)
        add_files(actor, record, uploads)
    return record


def _form(
    kind: RecordKind, reading: Reading, language: str, messages: dict[str, str], chosen: Chosen | None = None
) -> str:
    return render_template(
        "library/new.html",
        kind=kind.value,
        reading=reading,
        chosen_language=language if language in LANGUAGES else current_language().code,
        messages=messages,
        uploads=chosen.uploads if chosen else (),
    )
