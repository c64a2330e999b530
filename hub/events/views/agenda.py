"""The agenda: proposing, and putting in order without a script."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission, guard, may
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import current_language, gettext, language
from hub.events.actions.agenda import NewItem, add_item, edit_item, remove_item, shift_item
from hub.events.forms import AgendaForm
from hub.events.models import AgendaStatus
from hub.events.queries import page as queries
from hub.events.queries.rows import AgendaRow, EventView
from hub.events.views.room import blueprint
from hub.network.vocabularies import spoken_regions
from hub.web.access import requires
from hub.web.form_fields import offered_values, refuse_unreadable, show_messages
from hub.web.identity import current_actor


@blueprint.get("/<int:event_id>/agenda")
@requires(Permission.EVENTS_AGENDA_PROPOSE)
def agenda(event_id: int) -> ResponseReturnValue:
    return _agenda_page(_proposable(event_id))


@blueprint.post("/<int:event_id>/agenda")
@requires(Permission.EVENTS_AGENDA_PROPOSE)
def add_agenda_item(event_id: int) -> ResponseReturnValue:
    view, form = _proposable(event_id), _offered(AgendaForm(request.form))
    try:
        item = add_item(current_actor(), event_id, _item(form))
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        return _agenda_page(view, 422, new=form)
    accepted = item.status == AgendaStatus.ACCEPTED
    flash(gettext("The item is on the agenda.") if accepted else gettext("The item is proposed."), "success")
    return redirect(f"/events/{event_id}/agenda#item-{item.id}")


@blueprint.get("/<int:event_id>/agenda/<int:item_id>")
@requires(Permission.EVENTS_EVENT_EDIT)
def agenda_item(event_id: int, item_id: int) -> str:
    view = _organised(event_id)
    row = queries.agenda_item(db.session, view, item_id)
    return render_template("events/agenda_item.html", event=view, item=row, form=_offered(_form_of(row)))


@blueprint.post("/<int:event_id>/agenda/<int:item_id>")
@requires(Permission.EVENTS_EVENT_EDIT)
def edit_agenda_item(event_id: int, item_id: int) -> ResponseReturnValue:
    form = _offered(AgendaForm(request.form))
    try:
        edit_item(current_actor(), event_id, item_id, _item(form), form.status.data or "")
    except Invalid as error:
        db.session.rollback()
        show_messages(form, error.messages)
        view = _organised(event_id)
        row = queries.agenda_item(db.session, view, item_id)
        return render_template("events/agenda_item.html", event=view, item=row, form=form), 422
    flash(gettext("The item is saved."), "success")
    return redirect(f"/events/{event_id}/agenda#item-{item_id}")


@blueprint.post("/<int:event_id>/agenda/<int:item_id>/position")
@requires(Permission.EVENTS_EVENT_EDIT)
def shift_agenda_item(event_id: int, item_id: int) -> ResponseReturnValue:
    shift_item(current_actor(), event_id, item_id, -1 if request.form.get("step") == "-1" else 1)
    return redirect(f"/events/{event_id}/agenda#item-{item_id}")


@blueprint.post("/<int:event_id>/agenda/<int:item_id>/removal")
@requires(Permission.EVENTS_EVENT_EDIT)
def remove_agenda_item(event_id: int, item_id: int) -> ResponseReturnValue:
    remove_item(current_actor(), event_id, item_id)
    flash(gettext("The item is removed."), "success")
    return redirect(f"/events/{event_id}/agenda")


def _proposable(event_id: int) -> EventView:
    view = queries.event_view(db.session, current_actor(), event_id)
    guard(current_actor(), Permission.EVENTS_AGENDA_PROPOSE, view)
    return view


def _organised(event_id: int) -> EventView:
    view = queries.event_view(db.session, current_actor(), event_id)
    guard(current_actor(), Permission.EVENTS_EVENT_EDIT, view)
    return view


def _agenda_page(view: EventView, status: int = 200, new: AgendaForm | None = None) -> ResponseReturnValue:
    actor = current_actor()
    may_edit = may(actor, Permission.EVENTS_EVENT_EDIT, view)
    own = sorted(actor.regions)
    page = render_template(
        "events/agenda.html",
        event=view,
        items=queries.agenda(db.session, view),
        may_edit=may_edit,
        form=new or _offered(AgendaForm(region=own[0] if own and not may_edit else "")),
    )
    return page, status


def _offered(form: AgendaForm) -> AgendaForm:
    return form.offer(list(spoken_regions(db.session).items()))


def _form_of(row: AgendaRow) -> AgendaForm:
    return AgendaForm(
        title=row.title,
        minutes=row.minutes or None,
        presenter=row.presenter,
        region=row.region.code if row.region else "",
        notes=row.notes,
        status=row.status,
        language=row.language,
    )


def _item(form: AgendaForm) -> NewItem:
    """Raises Invalid when the length is not a number."""
    refuse_unreadable(form)
    region = form.region.data or ""
    return NewItem(
        title=form.title.data or "",
        language=(language(form.language.data) or current_language()).code,
        notes=form.notes.data or "",
        minutes=form.minutes.data or 0,
        presenter=form.presenter.data or "",
        region_code=region if region and region in offered_values(form.region) else None,
    )
