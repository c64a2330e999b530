"""New events, and what happens to them later: edited, cloned, cancelled."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.cloning import clone_event
from hub.events.actions.saving import EditConflict, create_event, edit_event
from hub.events.drafting import draft_from, form_of
from hub.events.forms import CancelForm, EventForm
from hub.events.labels import REPETITIONS
from hub.events.models import Event
from hub.events.queries import page as queries
from hub.events.views.room import blueprint
from hub.events.wording import weekdays
from hub.web.access import requires
from hub.web.form_fields import refuse_unreadable, show_messages
from hub.web.identity import current_actor
from hub.web.incoming import whole_or


@blueprint.get("/new")
@requires(Permission.EVENTS_EVENT_CREATE)
def new_event() -> str:
    return _form_page(_offered(EventForm(regions=sorted(current_actor().regions), audience="members")))


@blueprint.post("/new")
@requires(Permission.EVENTS_EVENT_CREATE)
def store_event() -> ResponseReturnValue:
    form = _offered(EventForm(request.form))
    try:
        refuse_unreadable(form)
        event = create_event(current_actor(), draft_from(form, publish=_publishes()))
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _form_page(form), 422
    flash(
        gettext("The event is saved as a draft.") if event.is_draft else gettext("The event is published."), "success"
    )
    return redirect(f"/events/{event.id}")


@blueprint.get("/<int:event_id>/edit")
@requires(Permission.EVENTS_EVENT_EDIT)
def event_form(event_id: int) -> str:
    event = _editable(event_id)
    return _form_page(_offered(form_of(event)), event)


@blueprint.post("/<int:event_id>/edit")
@requires(Permission.EVENTS_EVENT_EDIT)
def store_changes(event_id: int) -> ResponseReturnValue:
    event = _editable(event_id)
    form = _offered(EventForm(request.form))
    try:
        refuse_unreadable(form)
        version = whole_or(form.version.data, 0)
        edit_event(current_actor(), event_id, draft_from(form, publish=_publishes(), event=event), version)
    except EditConflict as conflict:
        return _conflict_page(form, conflict)
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _form_page(form, _editable(event_id)), 422
    flash(gettext("The event is saved."), "success")
    return redirect(f"/events/{event_id}")


@blueprint.post("/<int:event_id>/copies")
@requires(Permission.EVENTS_EVENT_CREATE)
def clone(event_id: int) -> ResponseReturnValue:
    copy = clone_event(current_actor(), event_id)
    flash(gettext("This is a copy, still a draft: give it its own date."), "info")
    return redirect(f"/events/{copy.id}/edit")


@blueprint.get("/<int:event_id>/cancellation")
@requires(Permission.EVENTS_EVENT_EDIT)
def cancellation(event_id: int) -> str:
    event = _editable(event_id)
    return render_template("events/cancel.html", event=event, form=CancelForm(reason=event.cancel_reason))


@blueprint.post("/<int:event_id>/cancellation")
@requires(Permission.EVENTS_EVENT_EDIT)
def cancel(event_id: int) -> ResponseReturnValue:
    form = CancelForm(request.form)
    try:
        cancel_event(current_actor(), event_id, form.reason.data or "")
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return render_template("events/cancel.html", event=_editable(event_id), form=form), 422
    flash(gettext("The event is cancelled; calendars will say so."), "success")
    return redirect(f"/events/{event_id}")


def _editable(event_id: int) -> Event:
    actor = current_actor()
    event = queries.editable(db.session, actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_EDIT, event)
    return event


def _offered(form: EventForm) -> EventForm:
    repetitions = [(code, str(label)) for code, label in REPETITIONS.items()]
    return form.offer(db.session, current_actor(), repetitions, weekdays("EEEE"))


def _publishes() -> bool:
    return request.form.get("publish") == "1"


def _form_page(form: EventForm, event: Event | None = None, there: Event | None = None) -> str:
    """`there`: what somebody else saved meanwhile, shown beside what was typed."""
    return render_template("events/form.html", form=form, event=event, there=there)


def _conflict_page(form: EventForm, conflict: EditConflict) -> ResponseReturnValue:
    """Both texts: sending the form again replaces the other one knowingly."""
    form.version.data = str(conflict.event.version)
    form.version.raw_data = [form.version.data]
    page = _form_page(form, conflict.event, conflict.event)
    db.session.rollback()
    return page, 409
