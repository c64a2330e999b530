"""The long form, one section a page."""

from collections.abc import Mapping
from dataclasses import replace

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.locale import gettext
from hub.library.actions.editing import edit_record
from hub.library.content.completeness import missing_for, required_form
from hub.library.content.content import Content, Value
from hub.library.content.fields import FIELDS, Field, fields_of, sections_of
from hub.library.form_choices import choices_for
from hub.library.forms import Choices, Reading, read, stored
from hub.library.labels import SECTION_LABELS, comparable_text
from hub.library.models import Record
from hub.library.queries.records import content_of, find, has_file, latest_content
from hub.library.views import blueprint
from hub.library.views.reading import content_title
from hub.web.access import requires
from hub.web.identity import current_actor
from hub.web.incoming import whole


@blueprint.get("/<int:record_id>/edit/<section>")
@requires(Permission.LIBRARY_RECORD_EDIT)
def edit(record_id: int, section: str) -> str:
    record = editable(record_id)
    content = latest_content(db.session, record)
    fields, options = _fields(content, section), choices_for(db.session, content.themes)
    inputs = [stored(field, content.value(field.name), options) for field in fields]
    return _page(record, content, section, Reading(inputs), options, record.latest_version)


@blueprint.post("/<int:record_id>/edit/<section>")
@requires(Permission.LIBRARY_RECORD_EDIT)
def save(record_id: int, section: str) -> ResponseReturnValue:
    """`base`: the version that the form showed. `go`: `next` saves and opens the next section."""
    record = editable(record_id)
    content = latest_content(db.session, record)
    options = choices_for(db.session, content.themes)
    base = posted_base(record)
    reading = read(_fields(content, section), request.form, options)
    if reading.errors:
        return _page(record, content, section, reading, options, base), 422
    is_minor = "minor" in request.form
    saved = edit_record(current_actor(), record_id, reading.values, base=base, is_minor=is_minor)
    if saved.clashes:
        reading = _beside_theirs(reading, saved.clashes)
        return _page(record, content, section, reading, options, record.latest_version, has_clash=True), 409
    if saved.has_changed:
        flash(saved_message(saved.record), "success")
    return redirect(_next_address(record, section))


def editable(record_id: int) -> Record:
    """The record, for who may edit it. Raises NotFound or Forbidden."""
    record = find(db.session, current_actor(), record_id)
    guard(current_actor(), Permission.LIBRARY_RECORD_EDIT, record)
    return record


def posted_base(record: Record) -> int:
    """The version number that the form carries; 404 when the record has no such version."""
    number = request.form.get("base", 0, type=whole)
    if not 1 <= number <= record.latest_version:
        abort(404)
    return number


def saved_message(record: Record) -> str:
    if record.has_waiting_version:
        return gettext("Saved as version %(number)s. It waits for publication.", number=record.latest_version)
    return gettext("Saved as version %(number)s.", number=record.latest_version)


def _fields(content: Content, section: str) -> list[Field]:
    if section not in sections_of(content.kind):
        abort(404)
    return fields_of(content.kind, section)


def _beside_theirs(reading: Reading, clashes: Mapping[str, Value]) -> Reading:
    """The typed values, each with what somebody else wrote there meanwhile."""
    inputs = [
        replace(shown, theirs=comparable_text(shown.name, clashes[shown.name])) if shown.name in clashes else shown
        for shown in reading.inputs
    ]
    return Reading(inputs, reading.values)


def _next_address(record: Record, section: str) -> str:
    sections = sections_of(content_of(db.session, record, record.latest_version).kind)
    position = sections.index(section)
    if request.form.get("go") == "next":
        return (
            f"/library/{record.id}/edit/{sections[position + 1]}"
            if position + 1 < len(sections)
            else f"/library/{record.id}/state"
        )
    return f"/library/{record.id}/edit/{section}"


def _page(
    record: Record,
    content: Content,
    section: str,
    reading: Reading,
    options: Choices,
    base: int,
    *,
    has_clash: bool = False,
) -> str:
    missing = missing_for(content, required_form(content), has_file=has_file(db.session, record))
    return render_template(
        "library/edit.html",
        record=record,
        title=content_title(content),
        section=section,
        sections=[(name, str(SECTION_LABELS[name])) for name in sections_of(content.kind)],
        missing=set(missing),
        incomplete={FIELDS[name].section for name in missing},
        reading=reading,
        options=options,
        base=base,
        has_clash=has_clash,
        has_translations=len(content.editions) > 1,
        source_language=content.source_language,
    )
