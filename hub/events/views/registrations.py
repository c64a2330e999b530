"""Registering, withdrawing, and the organiser's list of who comes."""

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.paging import Cursor
from hub.events.actions.registering import register, withdraw
from hub.events.exporting import registrations_csv
from hub.events.models import RegistrationStatus
from hub.events.queries import page as queries
from hub.events.queries.registrations import all_registrations, numbers_by_status, registration_page
from hub.events.queries.rows import EventView
from hub.events.views.page import event_page
from hub.events.views.room import blueprint
from hub.web.access import requires
from hub.web.identity import current_actor
from hub.web.templating import here


@blueprint.post("/<int:event_id>/registration")
@requires(Permission.EVENTS_EVENT_REGISTER)
def ask(event_id: int) -> ResponseReturnValue:
    try:
        registration = register(current_actor(), event_id)
    except Invalid as error:
        db.session.rollback()
        return event_page(event_id, 422, refusal=str(error))
    if registration.status == RegistrationStatus.REGISTERED:
        flash(gettext("You are registered."), "success")
    else:
        flash(gettext("Every seat is taken: you are on the waiting list."), "info")
    return redirect(f"/events/{event_id}#registration")


@blueprint.post("/<int:event_id>/registration/withdrawal")
@requires(Permission.EVENTS_EVENT_REGISTER)
def leave(event_id: int) -> ResponseReturnValue:
    withdraw(current_actor(), event_id)
    flash(gettext("Your answer is noted: you do not take part."), "success")
    return redirect(f"/events/{event_id}#registration")


@blueprint.get("/<int:event_id>/registrations")
@requires(Permission.EVENTS_EVENT_EDIT)
def people(event_id: int) -> str:
    view = _organised(event_id)
    wanted = request.args.get("status", "")
    status = wanted if wanted in set(RegistrationStatus) else RegistrationStatus.REGISTERED.value
    return render_template(
        "events/registrations.html",
        event=view,
        status=status,
        numbers=numbers_by_status(db.session, event_id),
        page=registration_page(db.session, event_id, status, Cursor.from_query(request.args)),
        address=here(after=None, before=None),
    )


@blueprint.get("/<int:event_id>/registrations.csv")
@requires(Permission.EVENTS_EVENT_EDIT)
def people_csv(event_id: int) -> Response:
    view = _organised(event_id)
    body = registrations_csv(all_registrations(db.session, event_id), view.zone)
    response = Response(body, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="registrations-{event_id}.csv"'
    return response


def _organised(event_id: int) -> EventView:
    actor = current_actor()
    view = queries.event_view(db.session, actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_EDIT, view)
    return view
