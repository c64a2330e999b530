"""Links between things, on any thing's page: the panel, the form that adds one, the button that takes one away."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hub.core.access import Actor, Permission, may
from hub.core.db import db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref, registry
from hub.services import links
from hub.services.links import Linked, LinkGroup
from hub.services.search import suggest
from hub.web.access import requires
from hub.web.addresses import is_local
from hub.web.identity import current_actor
from hub.web.reference_cards import reference_card

blueprint = Blueprint("links", __name__)


@dataclass(frozen=True, slots=True)
class LinkPanel:
    """What `web/links.html` draws."""

    ref: Ref
    linked: Linked
    may_add: bool

    @property
    def groups(self) -> list[LinkGroup]:
        return self.linked.groups

    def show(self, text: str) -> Markup:
        """One of the page's cooked texts, its references drawn with the titles that the reader may see."""
        return show_references(self.linked, text)


def show_references(linked: Linked, text: str) -> Markup:
    """A cooked text with the cards of what it refers to."""

    def card_of(ref: Ref, is_alone: bool) -> str | None:
        card = linked.cards.get(ref)
        return None if card is None else reference_card(card, is_alone=is_alone)

    if not linked.references:
        return Markup(text)  # noqa: S704 - cooked and sanitised when it was written
    return Markup(links.drawn(text, linked.references, card_of))  # noqa: S704 - the same; cards are escaped


def link_panel(reader: Actor, kind: str, id_: int, texts: Iterable[str] = ()) -> LinkPanel:
    """For a view: `render_template(…, linked=link_panel(actor, "event", event.id))`; in the template
    `{% from "web/links.html" import links_panel %}{{ links_panel(linked) }}`. `texts`: the cooked texts
    on the page, which the template prints with `{{ linked.show(text) }}`."""
    return LinkPanel(Ref(kind, id_), links.of(reader, kind, id_, texts), may(reader, Permission.LINKS_LINK_EDIT))


@blueprint.get("/links/suggestions")
@requires(Permission.TEXT_PREVIEW_RENDER)
def suggestions() -> ResponseReturnValue:
    """What can be linked and has a title with the words `q`: for the editor after `[[`, and for the form below."""
    titles = [found for found in suggest(db.session, current_actor(), request.args.get("q", "")) if found.address]
    refs = {found.address: ref for found in titles if (ref := links.resolve(db.session, found.address)) is not None}
    return jsonify(
        [
            {
                "text": found.text,
                "note": str(registry.kinds[refs[found.address].kind].label),
                "language": found.language,
                "address": found.address,
                "mark": "[[",
                "insert": f"[[{refs[found.address].kind}:{found.address.rsplit('/', 1)[-1]}]]",
            }
            for found in titles
            if found.address in refs
        ]
    )


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
        other = links.resolve(db.session, address) or _titled(actor, address)
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


def _titled(reader: Actor, title: str) -> Ref | None:
    """The one thing with exactly this title, for who typed it and had no list to choose from."""
    found = {one.address for one in suggest(db.session, reader, title) if one.address and one.text == title.strip()}
    return links.resolve(db.session, found.pop()) if len(found) == 1 else None


def _end() -> Ref:
    kind, number = request.form.get("kind", ""), request.form.get("id", "")
    if kind not in registry.kinds or not number.isdecimal() or len(number) > 9:
        abort(404)
    return Ref(kind, int(number))
