"""Inviting people to an event."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hub.core.access import Permission, guard
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext, ngettext
from hub.core.paging import Cursor
from hub.events.actions.inviting import MOST_AT_ONCE, invite_all, invite_chosen
from hub.events.queries import page as queries
from hub.events.queries.choices import own_groups
from hub.events.queries.invitees import Wanted, invitees, number_of_invitees
from hub.events.queries.rows import EventView
from hub.events.views.room import blueprint
from hub.network.labels import ROLE_LABELS
from hub.network.vocabularies import spoken_regions
from hub.web.access import requires
from hub.web.identity import current_actor
from hub.web.templating import here


@blueprint.get("/<int:event_id>/invitations")
@requires(Permission.EVENTS_EVENT_EDIT)
def invitation_form(event_id: int) -> ResponseReturnValue:
    return _form(_organised(event_id), _wanted(request.args))


@blueprint.post("/<int:event_id>/invitations")
@requires(Permission.EVENTS_EVENT_EDIT)
def invite(event_id: int) -> ResponseReturnValue:
    actor, wanted = current_actor(), _wanted(request.form)
    chosen = frozenset(int(text) for text in request.form.getlist("person") if text.isdecimal() and len(text) < 10)
    try:
        if request.form.get("everybody"):
            number = invite_all(actor, event_id, wanted)
        else:
            number = invite_chosen(actor, event_id, chosen)
    except Invalid as error:
        db.session.rollback()
        return _form(_organised(event_id), wanted, 422, chosen=chosen, messages=error.messages)
    if number:
        flash(ngettext("%(num)s person is invited.", "%(num)s people are invited.", number), "success")
    else:
        flash(gettext("Nobody new: they have all been asked."), "info")
    return redirect(f"/events/{event_id}/registrations?status=invited")


def _form(view: EventView, wanted: Wanted, status: int = 200, **given: Any) -> ResponseReturnValue:
    actor = current_actor()
    page = render_template(
        "events/invitations.html",
        event=view,
        wanted=wanted,
        page=invitees(db.session, view.id, view.audience, wanted, Cursor.from_query(request.args)),
        number=number_of_invitees(db.session, view.id, view.audience, wanted),
        most=MOST_AT_ONCE,
        regions=spoken_regions(db.session),
        roles=ROLE_LABELS,
        groups=own_groups(db.session, actor),
        chosen=given.get("chosen", frozenset()),
        messages=given.get("messages", {}),
        address=here(after=None, before=None),
    )
    return page, status


def _wanted(given: MultiDict[str, str]) -> Wanted:
    """What is not of the lists filters nothing."""
    region, role, group = given.get("region", ""), given.get("role", ""), given.get("group", "")
    may_have_group = group.isdecimal() and len(group) < 10
    actor = current_actor()
    may_have_group = may_have_group and (actor.is_administrator or int(group) in actor.group_ids)
    return Wanted(
        words=" ".join(given.get("q", "").split())[:100],
        region=region if region in spoken_regions(db.session) else "",
        role=role if role in set(ROLE_LABELS) else "",
        group_id=int(group) if may_have_group else None,
    )


def _organised(event_id: int) -> EventView:
    actor = current_actor()
    view = queries.event_view(db.session, actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_EDIT, view)
    return view
