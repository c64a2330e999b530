"""A record's text in another language, field beside field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import db
from hub.core.locale import LANGUAGES
from hub.library.actions.translating import translate_record
from hub.library.content.comparison import as_text
from hub.library.content.content import Content, Value
from hub.library.content.fields import Field, translated_fields
from hub.library.content.translation import stale_fields
from hub.library.form_choices import choices_for
from hub.library.forms import Choices, Input, Reading, read, stored
from hub.library.labels import comparable_text
from hub.library.models import Record
from hub.library.queries.records import latest_content
from hub.library.views import blueprint
from hub.library.views.editing import editable, posted_base, saved_message
from hub.library.views.reading import content_title
from hub.web.access import requires
from hub.web.identity import current_actor


@dataclass(frozen=True, slots=True)
class Pair:
    """A field in the source language and the input for its translation."""

    source: Value
    source_text: str
    target: Input
    is_stale: bool


@blueprint.get("/<int:record_id>/translations/<language>")
@requires(Permission.LIBRARY_RECORD_EDIT)
def translation(record_id: int, language: str) -> str:
    record = editable(record_id)
    content = latest_content(db.session, record)
    options = choices_for(db.session, content.themes)
    inputs = [stored(field, content.value(field.name, language), options) for field in _fields(content, language)]
    return _page(record, content, language, Reading(inputs), options, record.latest_version)


@blueprint.post("/<int:record_id>/translations/<language>")
@requires(Permission.LIBRARY_RECORD_EDIT)
def save_translation(record_id: int, language: str) -> ResponseReturnValue:
    """`base` as in the long form; `confirmed`: names of stale fields that are still right."""
    record = editable(record_id)
    content = latest_content(db.session, record)
    options = choices_for(db.session, content.themes)
    base = posted_base(record)
    reading = read(_fields(content, language), request.form, options)
    if reading.errors:
        return _page(record, content, language, reading, options, base), 422
    confirmed = request.form.getlist("confirmed")
    saved = translate_record(current_actor(), record_id, language, reading.values, base=base, confirmed=confirmed)
    if saved.clashes:
        inputs = [
            replace(shown, theirs=comparable_text(shown.name, saved.clashes[shown.name]))
            if shown.name in saved.clashes
            else shown
            for shown in reading.inputs
        ]
        return _page(record, content, language, Reading(inputs), options, record.latest_version, has_clash=True), 409
    if saved.has_changed:
        flash(saved_message(saved.record), "success")
    return redirect(f"/library/{record_id}/translations/{language}")


def _fields(content: Content, language: str) -> Sequence[Field]:
    """Fields that have something to translate, or a translation already."""
    if language not in LANGUAGES or language == content.source_language:
        abort(404)
    return [
        field
        for field in translated_fields(content.kind)
        if content.value(field.name) or content.value(field.name, language)
    ]


def _page(
    record: Record,
    content: Content,
    language: str,
    reading: Reading,
    options: Choices,
    base: int,
    *,
    has_clash: bool = False,
) -> str:
    stale = stale_fields(content, language)
    pairs = [
        Pair(source := content.value(shown.name), as_text(source), _with_rows(shown, source), shown.name in stale)
        for shown in reading.inputs
    ]
    return render_template(
        "library/translate.html",
        record=record,
        title=content_title(content),
        pairs=pairs,
        reading=reading,
        options=options,
        source=LANGUAGES[content.source_language],
        target=LANGUAGES[language],
        base=base,
        has_clash=has_clash,
    )


def _with_rows(shown: Input, source: Value) -> Input:
    """A list field offers as many rows as the source has."""
    if not isinstance(source, tuple) or len(shown.rows) >= len(source):
        return shown
    more = stored(shown.field, source[len(shown.rows) :], {}).rows
    blank = tuple({column: (text if column == "basis" else "") for column, text in row.items()} for row in more)
    return replace(shown, rows=(*shown.rows, *blank))
