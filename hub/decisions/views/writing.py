"""Changing a decision, adding actions, following them."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import current_language, gettext, language
from hub.decisions import queries
from hub.decisions.actions import add_action, follow_action, revise_decision
from hub.decisions.forms import ACTION_PREFIX, DECISION_PREFIX, ActionForm, DecisionForm, NoteForm, note_prefix
from hub.decisions.views.pages import blueprint, decision_page
from hub.services.text import detect_language
from hub.web.access import requires
from hub.web.attaching import receive_files
from hub.web.form_fields import refuse_unreadable, show_messages
from hub.web.identity import current_actor


@blueprint.post("/<int:decision_id>")
@requires(Permission.DECISIONS_DECISION_EDIT)
def revise(decision_id: int) -> ResponseReturnValue:
    form = DecisionForm(request.form, prefix=DECISION_PREFIX)
    try:
        revise_decision(current_actor(), decision_id, form.text.data or "", form.status.data or "")
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return decision_page(decision_id, 422, decision_form=form)
    flash(gettext("The decision is saved."), "success")
    return redirect(f"/decisions/{decision_id}")


@blueprint.post("/<int:decision_id>/actions")
@requires(Permission.DECISIONS_DECISION_EDIT)
def add(decision_id: int) -> ResponseReturnValue:
    form = ActionForm(request.form, prefix=ACTION_PREFIX).fill(queries.regions(db.session))
    chosen = language(form.language.data) or current_language()
    try:
        refuse_unreadable(form)
        new = add_action(current_actor(), decision_id, form.value(), chosen.code)
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return decision_page(decision_id, 422, action_form=form)
    flash(gettext("The action is added."), "success")
    return redirect(f"/decisions/{decision_id}#action-{new.id}")


@blueprint.post("/actions/<int:action_id>/notes")
@requires(Permission.DECISIONS_ACTION_FOLLOW)
def follow(action_id: int) -> ResponseReturnValue:
    actor, form = current_actor(), NoteForm(request.form, prefix=note_prefix(action_id))
    chosen = receive_files()
    found = queries.action(db.session, actor, action_id)
    if chosen.message:
        return decision_page(found.decision_id, chosen.status, note_forms={action_id: form}, chosen={action_id: chosen})
    text = form.note.data or ""
    try:
        spoken = detect_language(text, current_language().code)
        follow_action(actor, action_id, text, form.status.data or "", spoken, chosen.tokens)
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return decision_page(found.decision_id, 422, note_forms={action_id: form}, chosen={action_id: chosen})
    flash(gettext("The progress is noted."), "success")
    return redirect(f"/decisions/{found.decision_id}#action-{action_id}")
