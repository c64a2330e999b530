"""The history of a record: its versions, what changed, and bringing one back."""

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, may
from hub.core.db import db
from hub.core.locale import LANGUAGES, current_language, gettext, listed
from hub.core.paging import Cursor
from hub.library.actions.restoring import restore
from hub.library.content.comparison import FieldChange, compare
from hub.library.content.content import from_json
from hub.library.cooking import cook
from hub.library.facts_panel import facts_panel
from hub.library.labels import FIELD_LABELS, fact_text
from hub.library.models import Record
from hub.library.page import build_page, choose_language
from hub.library.queries.records import find, shown_content
from hub.library.queries.versions import find_version, history, previous_number
from hub.library.views import blueprint
from hub.library.views.reading import content_title
from hub.network.vocabularies import region_names, theme_names
from hub.services.text import word_diff
from hub.web.access import public, requires
from hub.web.identity import current_actor
from hub.web.incoming import whole


@blueprint.get("/<int:record_id>/versions")
@public
def versions(record_id: int) -> str:
    record = find(db.session, current_actor(), record_id)
    return render_template(
        "library/versions.html",
        record=record,
        title=content_title(shown_content(record)),
        page=history(db.session, record, Cursor.from_query(request.args), with_drafts=_sees_drafts(record)),
        may_edit=may(current_actor(), Permission.LIBRARY_RECORD_EDIT, record),
    )


@blueprint.get("/<int:record_id>/versions/<int:number>")
@public
def version(record_id: int, number: int) -> str:
    """The permanent address of one text of the record."""
    record = find(db.session, current_actor(), record_id)
    found = find_version(db.session, record, number, with_drafts=_sees_drafts(record))
    content = from_json(found.content)
    language = choose_language(content, request.args.get("text", ""), current_language().code)
    cooked = {code: cook(edition.texts, code) for code, edition in content.editions.items()}
    page = build_page(content, cooked, language)
    return render_template(
        "library/version.html",
        record=record,
        version=found,
        content=content,
        page=page,
        facts=facts_panel(content, theme_names(db.session), region_names(db.session), page.period_note),
        previous=previous_number(db.session, record, number, with_drafts=_sees_drafts(record)),
        may_edit=may(current_actor(), Permission.LIBRARY_RECORD_EDIT, record),
    )


@blueprint.get("/<int:record_id>/changes")
@public
def changes(record_id: int) -> str:
    """What changed from version `from` to version `to`, field by field."""
    record = find(db.session, current_actor(), record_id)
    before, after = (
        find_version(db.session, record, _number(name), with_drafts=_sees_drafts(record)) for name in ("from", "to")
    )
    names = {**theme_names(db.session), **region_names(db.session)}

    def wording(name: str, value: object) -> str:
        if name in ("themes", "regions") and isinstance(value, tuple):
            return listed(str(names.get(code, code)) for code in value)
        return fact_text(name, value)

    found = compare(from_json(before.content), from_json(after.content), wording)
    return render_template(
        "library/changes.html",
        record=record,
        title=content_title(shown_content(record)),
        before=before,
        after=after,
        changes=[(_heading(change), change.language, word_diff(change.before, change.after)) for change in found],
    )


@blueprint.post("/<int:record_id>/versions")
@requires(Permission.LIBRARY_RECORD_EDIT)
def bring_back(record_id: int) -> ResponseReturnValue:
    """Field `number`: the version whose text becomes a new version."""
    number = request.form.get("number", type=whole)
    if number is None:
        abort(404)
    restored = restore(current_actor(), record_id, number)
    flash(
        gettext("Version %(old)s is back, as version %(new)s.", old=restored.restored_from, new=restored.number),
        "success",
    )
    return redirect(f"/library/{record_id}/versions")


def _sees_drafts(record: Record) -> bool:
    return may(current_actor(), Permission.LIBRARY_RECORD_EDIT, record)


def _number(name: str) -> int:
    number = request.args.get(name, type=whole)
    if number is None:
        abort(404)
    return number


def _heading(change: FieldChange) -> str:
    label = str(FIELD_LABELS[change.field.name])
    return f"{label} ({LANGUAGES[change.language].name})" if change.language in LANGUAGES else label
