"""Entering what a meeting decides."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import current_language, gettext, language
from hub.decisions.forms import ActionForm
from hub.decisions.queries import regions
from hub.events.actions.deciding import decide
from hub.events.forms import MeetingDecisionForm
from hub.events.queries import page as queries
from hub.events.queries.registrations import registered_people
from hub.events.views.room import blueprint
from hub.web.access import requires
from hub.web.form_fields import refuse_unreadable, show_messages
from hub.web.identity import current_actor

ACTIONS_OFFERED = 3


@blueprint.get("/<int:event_id>/decisions")
@requires(Permission.DECISIONS_DECISION_CREATE)
def decisions(event_id: int) -> ResponseReturnValue:
    return _decision_page(event_id, MeetingDecisionForm(), [_action_form(event_id, n) for n in range(ACTIONS_OFFERED)])


@blueprint.post("/<int:event_id>/decisions")
@requires(Permission.DECISIONS_DECISION_CREATE)
def record(event_id: int) -> ResponseReturnValue:
    form = MeetingDecisionForm(request.form)
    rows = [_action_form(event_id, number) for number in range(ACTIONS_OFFERED)]
    filled = [row for row in rows if not row.is_blank]
    chosen = (language(form.language.data) or current_language()).code
    try:
        for row in filled:
            refuse_unreadable(row)
        taken = decide(current_actor(), event_id, form.text.data or "", chosen, [row.value() for row in filled])
    except Invalid as error:
        db.session.rollback()
        _show(error, form, filled)
        return _decision_page(event_id, form, rows, 422)
    flash(gettext("Decision %(number)s is in the register.", number=taken.number), "success")
    return redirect(f"/events/{event_id}#decision-{taken.id}")


def _show(error: Invalid, form: MeetingDecisionForm, filled: Sequence[ActionForm]) -> None:
    """`actions-1-due_on` belongs to the second action that was filled in."""
    show_messages(form, {name: text for name, text in error.messages.items() if not name.startswith("actions-")})
    for number, row in enumerate(filled):
        start = f"actions-{number}-"
        beside = {name.removeprefix(start): text for name, text in error.messages.items() if name.startswith(start)}
        show_messages(row, beside)


def _action_form(event_id: int, number: int) -> ActionForm:
    people = registered_people(db.session, event_id)
    return ActionForm(request.form or None, prefix=f"actions-{number}-").fill(regions(db.session), people)


def _decision_page(
    event_id: int, form: MeetingDecisionForm, rows: list[ActionForm], status: int = 200
) -> ResponseReturnValue:
    view = queries.event_view(db.session, current_actor(), event_id)
    guard(current_actor(), Permission.EVENTS_EVENT_EDIT, view)
    return render_template("events/decisions.html", event=view, form=form.offer(), rows=rows), status
