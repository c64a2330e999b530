"""`/events/<id>` and its calendar file."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Actor, Permission, may
from hub.core.clock import utcnow
from hub.core.db import db
from hub.core.locale import current_language
from hub.core.registry import Ref
from hub.decisions import queries as decision_queries
from hub.decisions.labels import ACTION_STATUS, DECISION_STATUS
from hub.events.feeds import event_file
from hub.events.models import RegistrationStatus
from hub.events.queries import page as queries
from hub.events.queries.feeds import changes_of
from hub.events.queries.rows import EventView, OccurrenceRow
from hub.events.registration_window import Window, window_of
from hub.events.views.room import blueprint
from hub.services.files import queries as files
from hub.web.access import public
from hub.web.conditional import conditional
from hub.web.identity import current_actor
from hub.web.links import link_panel
from hub.web.watching import known_watch_control

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@blueprint.get("/<int:event_id>")
@blueprint.get("/<int:event_id>-<slug>")
@public
def event(event_id: int, slug: str = "") -> ResponseReturnValue:
    return event_page(event_id)


def event_page(event_id: int, status: int = 200, **given: Any) -> ResponseReturnValue:
    """`given`: a message of a refused registration (`refusal`)."""
    reader = current_actor()
    view = queries.event_view(db.session, reader, event_id)
    may_edit = may(reader, Permission.EVENTS_EVENT_EDIT, view)
    shows_minutes = bool(view.minutes_html) and (view.minutes_published or may_edit)
    dates = queries.coming_dates(db.session, view) if view.rule else []
    page = render_template(
        "events/event.html",
        event=view,
        may_edit=may_edit,
        may_propose=not may_edit and may(reader, Permission.EVENTS_AGENDA_PROPOSE, view),
        agenda=queries.agenda(db.session, view),
        dates=dates,
        is_over=_is_over(view, dates),
        window=_window(view),
        rank=_rank(view),
        shows_minutes=shows_minutes,
        materials=files.of(db.session, Ref("event", view.id), reader),
        minutes_files=files.of(db.session, Ref("minutes", view.id), reader) if shows_minutes else [],
        linked=link_panel(reader, "event", view.id, (view.description_html, view.minutes_html or "")),
        watching=known_watch_control(reader, Ref("event", view.id), view.watch_level),
        action_labels=ACTION_STATUS,
        decision_labels=DECISION_STATUS,
        refusal=given.get("refusal", ""),
        **_decisions(reader, view),
    )
    return page, status


@blueprint.get("/<int:event_id>/seats")
@public
def seats(event_id: int) -> ResponseReturnValue:
    """For a page that is open: the line that says how many are registered."""
    view = queries.event_view(db.session, current_actor(), event_id)
    return render_template("events/seats.html", event=view, window=_window(view))


@blueprint.get("/<int:event_id>.ics")
@public
def event_calendar(event_id: int) -> Response:
    """The reader's language; the link to the call for signed-in readers."""
    reader = current_actor()
    found = queries.editable(db.session, reader, event_id)
    body = event_file(
        found,
        changes_of(db.session, event_id),
        with_call=not reader.is_visitor,
        language=current_language().code,
    )
    if body is None:
        abort(404)
    response = conditional(body, CALENDAR_TYPE, found.updated_at)
    disposition = "inline" if request.args.get("show") else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="event-{event_id}.ics"'
    return response


def _is_over(view: EventView, dates: Sequence[OccurrenceRow]) -> bool:
    """`dates`: those still to come of a repeated event."""
    if view.rule:
        return not dates
    return view.schedule is not None and view.schedule.ends_at <= utcnow()


def _window(view: EventView) -> Window:
    last_end = queries.last_end(db.session, view) if view.takes_registrations else None
    return window_of(view, last_end, utcnow())


def _rank(view: EventView) -> int:
    return queries.waiting_rank(db.session, view) if view.own_status == RegistrationStatus.WAITING else 0


def _decisions(reader: Actor, view: EventView) -> dict[str, Any]:
    """Its own decisions, and what earlier meetings of its series left to do."""
    taken = decision_queries.of_source(db.session, reader, Ref("event", view.id))
    series = f"event_series:{view.series_id}" if view.series_id else ""
    left = decision_queries.previous_actions(db.session, reader, series, view.first_day) if view.first_day else []
    return {"decisions": taken, "previous_actions": left}
