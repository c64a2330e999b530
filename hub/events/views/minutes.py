"""Writing minutes."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import current_language, gettext, language
from hub.core.registry import Ref
from hub.events.actions.minutes import MinutesConflict, save_minutes
from hub.events.forms import MinutesForm
from hub.events.queries import page as queries
from hub.events.queries.rows import EventView
from hub.events.views.room import blueprint
from hub.services.files import queries as files
from hub.web.access import requires
from hub.web.attaching import Chosen, receive_files
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor
from hub.web.incoming import whole, whole_or


@blueprint.get("/<int:event_id>/minutes")
@requires(Permission.EVENTS_EVENT_EDIT)
def minutes(event_id: int) -> str:
    """The form; with no minutes yet, it begins with the agenda's accepted items as headings."""
    view = _organised(event_id)
    known = queries.minutes_text(db.session, event_id)
    if known is not None:
        form = MinutesForm(text=known.text, language=known.language, version=str(known.version))
    else:
        form = MinutesForm(text=_outline(view), language=view.language)
    return _page(view, form.offer(), Chosen())


@blueprint.post("/<int:event_id>/minutes")
@requires(Permission.EVENTS_EVENT_EDIT)
def store_minutes(event_id: int) -> ResponseReturnValue:
    _organised(event_id)
    chosen = receive_files()
    view, form = _organised(event_id), MinutesForm(request.form).offer()
    if chosen.message:
        return _page(view, form, chosen), chosen.status
    spoken = (language(form.language.data) or current_language()).code
    version = whole_or(form.version.data, 0)
    publish = request.form.get("publish") == "1"
    try:
        saved = save_minutes(
            current_actor(),
            event_id,
            form.text.data or "",
            spoken,
            version,
            publish=publish,
            uploads=chosen.tokens,
            removed=request.form.getlist("remove_file", type=whole),
        )
    except MinutesConflict as conflict:
        form.version.data, there = str(conflict.minutes.version), conflict.minutes.text
        db.session.rollback()
        return _page(view, form, chosen, there), 409
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _page(view, form, chosen), 422
    published = gettext("The minutes are published.")
    flash(published if saved.is_published else gettext("The minutes are saved as a draft."), "success")
    return redirect(f"/events/{event_id}#minutes")


def _page(view: EventView, form: MinutesForm, chosen: Chosen, there: str | None = None) -> str:
    """`there`: what somebody else saved meanwhile."""
    attached = files.of(db.session, Ref("minutes", view.id), current_actor())
    return render_template("events/minutes.html", event=view, form=form, there=there, chosen=chosen, files=attached)


def _organised(event_id: int) -> EventView:
    view = queries.event_view(db.session, current_actor(), event_id)
    guard(current_actor(), Permission.EVENTS_EVENT_EDIT, view)
    return view


def _outline(view: EventView) -> str:
    accepted = [row for row in queries.agenda(db.session, view) if row.starts is not None or row.status == "accepted"]
    return "\n\n".join(f"# {row.title}\n" for row in accepted)
