"""The dates of a repeated event, one by one."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.events.actions.changing import leave_out, move_occurrence, restore_occurrence
from hub.events.forms import OccurrenceForm
from hub.events.queries import page as queries
from hub.events.queries.rows import EventView, OccurrenceRow
from hub.events.schedule import Schedule
from hub.events.views.room import blueprint
from hub.web.access import requires
from hub.web.form_fields import refuse_unreadable, show_messages
from hub.web.identity import current_actor


@blueprint.get("/<int:event_id>/dates")
@requires(Permission.EVENTS_EVENT_EDIT)
def all_dates(event_id: int) -> ResponseReturnValue:
    return _dates_page(_organised(event_id))


@blueprint.post("/<int:event_id>/dates/<day>")
@requires(Permission.EVENTS_EVENT_EDIT)
def move_date(event_id: int, day: str) -> ResponseReturnValue:
    view, form = _organised(event_id), OccurrenceForm(request.form, prefix=_prefix(day))
    try:
        refuse_unreadable(form)
        if form.first_day.data is None:
            raise Invalid({"first_day": gettext("Give the day.")})
        first = form.first_day.data
        last = form.last_day.data or first
        schedule = Schedule(first, last, form.start_time.data, form.end_time.data, view.zone)
        move_occurrence(current_actor(), event_id, _day(day), schedule, form.place.data or "")
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _dates_page(view, 422, refused={day: form})
    flash(gettext("The date is moved."), "success")
    return redirect(f"/events/{event_id}/dates#day-{day}")


@blueprint.post("/<int:event_id>/dates/<day>/removal")
@requires(Permission.EVENTS_EVENT_EDIT)
def leave_date_out(event_id: int, day: str) -> ResponseReturnValue:
    leave_out(current_actor(), event_id, _day(day))
    flash(gettext("The date is left out."), "success")
    return redirect(f"/events/{event_id}/dates#day-{day}")


@blueprint.post("/<int:event_id>/dates/<day>/restoration")
@requires(Permission.EVENTS_EVENT_EDIT)
def restore_date(event_id: int, day: str) -> ResponseReturnValue:
    restore_occurrence(current_actor(), event_id, _day(day))
    flash(gettext("The date is back in its place."), "success")
    return redirect(f"/events/{event_id}/dates#day-{day}")


def _organised(event_id: int) -> EventView:
    actor = current_actor()
    view = queries.event_view(db.session, actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_EDIT, view)
    if view.rule is None:
        abort(404)
    return view


def _dates_page(view: EventView, status: int = 200, refused: dict[str, Any] | None = None) -> ResponseReturnValue:
    rows = queries.every_date(db.session, view)
    forms = {row.day: (refused or {}).get(row.day.isoformat()) or _form_for(row) for row in rows}
    return render_template("events/dates.html", event=view, rows=rows, forms=forms), status


def _form_for(row: OccurrenceRow) -> OccurrenceForm:
    prefix = _prefix(row.day.isoformat())
    if row.schedule is None:
        return OccurrenceForm(prefix=prefix)
    when = row.schedule
    return OccurrenceForm(
        prefix=prefix,
        first_day=when.first_day,
        last_day=when.last_day if when.last_day != when.first_day else None,
        start_time=when.start_time,
        end_time=when.end_time,
        place=row.place,
    )


def _prefix(day: str) -> str:
    return f"d{day}-"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)
