"""Adding and taking off an event's files."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.events.actions.materials import audiences, change_materials
from hub.events.queries import page as queries
from hub.events.views.room import blueprint
from hub.services.files import queries as files
from hub.web.access import requires
from hub.web.attaching import Chosen, receive_files
from hub.web.identity import current_actor
from hub.web.incoming import whole


@blueprint.get("/<int:event_id>/materials")
@requires(Permission.EVENTS_EVENT_EDIT)
def materials(event_id: int) -> str:
    return _page(event_id, Chosen(), {})


@blueprint.post("/<int:event_id>/materials")
@requires(Permission.EVENTS_EVENT_EDIT)
def store_materials(event_id: int) -> ResponseReturnValue:
    """Fields `files`, `upload`, `audience` of the new ones, `remove_file`."""
    chosen = receive_files()
    if chosen.message:
        return _page(event_id, chosen, {"files": chosen.message}), chosen.status
    removed = request.form.getlist("remove_file", type=whole)
    try:
        change_materials(
            current_actor(),
            event_id,
            uploads=chosen.tokens,
            audience=request.form.get("audience", ""),
            removed=removed,
        )
    except Invalid as error:
        db.session.rollback()
        return _page(event_id, chosen, error.messages), chosen.status
    if chosen.tokens or removed:
        flash(gettext("The files are saved."), "success")
    return redirect(f"/events/{event_id}#materials")


def _page(event_id: int, chosen: Chosen, messages: dict[str, str]) -> str:
    actor = current_actor()
    view = queries.event_view(db.session, actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_EDIT, view)
    return render_template(
        "events/materials.html",
        event=view,
        files=files.of(db.session, Ref("event", event_id), actor),
        chosen=chosen,
        messages=messages,
        audiences=audiences(view.audience),
        audience=request.form.get("audience", ""),
    )
