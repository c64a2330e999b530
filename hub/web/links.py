"""Links between things, on any thing's page: the panel, the form that adds one, the button that takes one away."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Actor, Permission, may
from hub.core.db import db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref, registry
from hub.services import links
from hub.services.links import LinkGroup
from hub.web.access import requires
from hub.web.addresses import is_local
from hub.web.identity import current_actor

blueprint = Blueprint("links", __name__)


@dataclass(frozen=True, slots=True)
class LinkPanel:
    """What `web/links.html` draws."""

    ref: Ref
    groups: list[LinkGroup]
    may_add: bool


def link_panel(reader: Actor, kind: str, id_: int) -> LinkPanel:
    """For a view: `render_template(…, linked=link_panel(actor, "event", event.id))`; in the template
    `{% from "web/links.html" import links_panel %}{{ links_panel(linked) }}`."""
    return LinkPanel(Ref(kind, id_), links.of(reader, kind, id_), may(reader, Permission.LINKS_LINK_EDIT))


@blueprint.post("/links")
@requires(Permission.LINKS_LINK_EDIT)
def connect() -> ResponseReturnValue:
    """Fields: `kind` and `id` of this end, `address` of the other."""
    actor, address = current_actor(), request.form.get("address", "")
    here = _end()
    page = registry.cards(db.session, [here], actor).get(here)
    if page is None:
        raise NotFound(f"{here.kind} {here.id}")
    try:
        other = links.resolve(db.session, address)
        if other is None:
            raise Invalid({"address": gettext("Nothing that can be linked was found at this address.")})
        links.connect(actor, here, other)
    except Invalid as error:
        db.session.rollback()
        return render_template("web/link_form.html", ref=here, page=page, address=address, messages=error.messages), 422
    flash(gettext("The link is on both pages."), "success")
    return redirect(page.address + "#links")


@blueprint.post("/links/<int:link_id>/removal")
@requires(Permission.LINKS_LINK_EDIT)
def disconnect(link_id: int) -> ResponseReturnValue:
    """`next`: where the reader was."""
    links.disconnect(current_actor(), link_id)
    flash(gettext("The link is removed."), "success")
    back = request.form.get("next")
    return redirect(f"{back}#links" if back and is_local(back) else "/")


def _end() -> Ref:
    kind, number = request.form.get("kind", ""), request.form.get("id", "")
    if kind not in registry.kinds or not number.isdecimal() or len(number) > 9:
        abort(404)
    return Ref(kind, int(number))
