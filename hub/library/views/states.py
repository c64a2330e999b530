"""Where a record stands: what is missing, who may read it, and the steps to publication and back."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import (
    MEMBERS_AUDIENCE,
    PUBLIC_AUDIENCE,
    Actor,
    Permission,
    group_audience,
    may,
    region_audience,
)
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.library.actions.discarding import discard
from hub.library.actions.presenting import present
from hub.library.actions.publishing import publish, return_to_draft, submit
from hub.library.actions.withdrawing import withdraw
from hub.library.content.completeness import missing_for, required_form
from hub.library.content.fields import FIELDS
from hub.library.labels import FIELD_LABELS, FORMS
from hub.library.models import Record
from hub.library.policy import may_discard, may_return, may_submit, may_withdraw
from hub.library.queries.records import find, has_file, latest_content
from hub.library.views import blueprint
from hub.library.views.editing import editable
from hub.library.views.reading import content_title
from hub.network.queries import group_names
from hub.network.vocabularies import region_names
from hub.services.files import queries as files
from hub.web.access import requires
from hub.web.attaching import UploadCard
from hub.web.identity import current_actor
from hub.web.incoming import whole


@blueprint.get("/<int:record_id>/state")
@requires(Permission.LIBRARY_RECORD_EDIT)
def state(record_id: int) -> str:
    return state_page(editable(record_id), {})


@blueprint.post("/<int:record_id>/state")
@requires(Permission.LIBRARY_RECORD_EDIT)
def save_state(record_id: int) -> ResponseReturnValue:
    """Fields `audience` and `form`."""
    record = editable(record_id)
    try:
        present(
            current_actor(),
            record_id,
            audience=request.form.get("audience", ""),
            form=request.form.get("form", record.form),
        )
    except Invalid as error:
        db.session.rollback()
        return state_page(editable(record_id), error.messages), 422
    flash(gettext("Saved."), "success")
    return redirect(f"/library/{record_id}/state")


@blueprint.post("/<int:record_id>/submission")
@requires(Permission.LIBRARY_RECORD_EDIT)
def offer(record_id: int) -> ResponseReturnValue:
    try:
        submit(current_actor(), record_id)
    except Invalid as error:
        db.session.rollback()
        return state_page(editable(record_id), error.messages), 422
    flash(gettext("Submitted. An organiser will read it and publish it."), "success")
    return redirect(f"/library/{record_id}")


@blueprint.post("/<int:record_id>/submission/removal")
@requires(Permission.LIBRARY_RECORD_EDIT)
def take_back(record_id: int) -> ResponseReturnValue:
    """Field `note`: what to change, for the author."""
    record = return_to_draft(current_actor(), record_id, request.form.get("note", "").strip()[:2000])
    flash(gettext("It is a draft again."), "success")
    is_own = record.owner_id == current_actor().person_id
    return redirect(f"/library/{record_id}/state" if is_own else "/library/desk")


@blueprint.post("/<int:record_id>/publication")
@requires(Permission.LIBRARY_RECORD_PUBLISH)
def make_public(record_id: int) -> ResponseReturnValue:
    """Field `version`: the number of the version that the publisher read."""
    number = request.form.get("version", type=whole)
    if number is None:
        abort(404)
    try:
        publish(current_actor(), record_id, number)
    except Invalid as error:
        db.session.rollback()
        return state_page(find(db.session, current_actor(), record_id), error.messages), 422
    flash(gettext("Published."), "success")
    return redirect(f"/library/{record_id}")


@blueprint.get("/<int:record_id>/withdrawal")
@requires(Permission.LIBRARY_RECORD_EDIT)
def ask_reason(record_id: int) -> str:
    record = editable(record_id)
    if not may_withdraw(current_actor(), record):
        abort(404)
    return _withdrawal_page(record, "", {})


@blueprint.post("/<int:record_id>/withdrawal")
@requires(Permission.LIBRARY_RECORD_EDIT)
def take_away(record_id: int) -> ResponseReturnValue:
    """Field `reason`, shown to readers."""
    reason = request.form.get("reason", "")[:2000]
    try:
        withdraw(current_actor(), record_id, reason)
    except Invalid as error:
        db.session.rollback()
        return _withdrawal_page(editable(record_id), reason, error.messages), 422
    flash(gettext("Withdrawn. Readers see the reason in its place."), "success")
    return redirect(f"/library/{record_id}")


@blueprint.post("/<int:record_id>/removal")
@requires(Permission.LIBRARY_RECORD_EDIT)
def throw_away(record_id: int) -> ResponseReturnValue:
    discard(current_actor(), record_id)
    flash(gettext("The draft was discarded."), "success")
    return redirect("/library/desk")


def state_page(record: Record, messages: dict[str, str], uploads: Sequence[UploadCard] = ()) -> str:
    """`messages`: of a refused step, by field, '' for the whole. `uploads`: received files that wait in it."""
    actor, content = current_actor(), latest_content(db.session, record)
    missing = missing_for(content, required_form(content), has_file=has_file(db.session, record))
    return render_template(
        "library/state.html",
        record=record,
        title=content_title(content),
        form=content.form.value,
        forms=FORMS,
        missing=[(FIELDS[name].section, str(FIELD_LABELS[name])) for name in missing],
        audiences=_audiences(actor, record),
        files=files.of(db.session, Ref(record.kind, record.id), actor),
        uploads=uploads,
        languages=[code for code, edition in content.editions.items() if edition.text("title")],
        source_language=content.source_language,
        may_submit=may_submit(actor, record),
        may_return=may_return(actor, record),
        may_publish=may(actor, Permission.LIBRARY_RECORD_PUBLISH, record),
        may_withdraw=may_withdraw(actor, record),
        may_discard=may_discard(actor, record),
        messages=messages,
    )


def _withdrawal_page(record: Record, reason: str, messages: dict[str, str]) -> str:
    content = latest_content(db.session, record)
    return render_template(
        "library/withdraw.html", record=record, title=content_title(content), reason=reason, messages=messages
    )


def _audiences(actor: Actor, record: Record) -> list[tuple[str, str]]:
    """(audience, wording) that the actor may choose; the present one always among them."""
    regions = region_names(db.session)
    offered = {
        MEMBERS_AUDIENCE: gettext("Members of the network"),
        PUBLIC_AUDIENCE: gettext("Everybody"),
        **{
            region_audience(code): gettext("The team of %(region)s", region=str(regions[code]))
            for code in sorted(actor.regions)
            if code in regions
        },
        **{
            group_audience(group_id): gettext("The group “%(group)s”", group=str(name))
            for group_id, name in group_names(db.session, actor.group_ids).items()
        },
    }
    offered.setdefault(record.audience, gettext("The same readers as now"))
    return list(offered.items())
