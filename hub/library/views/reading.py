"""A record's page: as it is shown today, side by side, on two printed pages, as a tombstone."""

import json
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hub.core.access import Actor, Permission, may
from hub.core.db import db
from hub.core.errors import NotFound
from hub.core.locale import LANGUAGES, current_language, speaking
from hub.core.registry import Ref
from hub.library.citation.jsonld import jsonld
from hub.library.citation.meta_tags import meta_tags
from hub.library.citing import cite, reference_for
from hub.library.content.content import Content
from hub.library.cooking import changed, texts
from hub.library.facts_panel import facts_panel
from hub.library.models import Record
from hub.library.page import build_page, choose_language
from hub.library.policy import may_withdraw
from hub.library.queries.records import find, find_buried, shown_content
from hub.library.views import blueprint
from hub.network.vocabularies import region_names, theme_names
from hub.services.files import queries as files
from hub.web.access import public
from hub.web.identity import current_actor
from hub.web.links import LinkPanel, link_panel
from hub.web.watching import watch_control


@blueprint.get("/<int:record_id>")
@public
def record(record_id: int) -> ResponseReturnValue:
    actor = current_actor()
    try:
        found = find(db.session, actor, record_id)
    except NotFound:
        return _tombstone(actor, record_id)
    linked = panel(actor, found)
    return render_template(
        "library/record.html",
        linked=linked,
        watching=watch_control(actor, found.kind, found.id),
        may_edit=may(actor, Permission.LIBRARY_RECORD_EDIT, found),
        may_publish=may(actor, Permission.LIBRARY_RECORD_PUBLISH, found),
        may_withdraw=may_withdraw(actor, found),
        **shown(found, linked),
    )


@blueprint.get("/<int:record_id>/sheet")
@public
def sheet(record_id: int) -> str:
    """Two A4 pages: made to be printed, readable on a screen, wholly in the language of the text."""
    actor = current_actor()
    found = find(db.session, actor, record_id)
    wanted = request.args.get("text", "")
    with speaking(choose_language(shown_content(found), wanted, current_language().code)):
        return render_template("library/sheet.html", **shown(found, panel(actor, found)))


@blueprint.get("/<int:record_id>/languages")
@public
def side_by_side(record_id: int) -> str:
    """Two language versions beside each other: `left` and `right`."""
    actor = current_actor()
    found = find(db.session, actor, record_id)
    content, cooked = shown_content(found), drawn_editions(found, panel(actor, found))
    pair = [request.args.get("left", content.source_language), request.args.get("right", "")]
    if not all(content.value("title", code) for code in pair if code in LANGUAGES) or not set(pair) <= set(LANGUAGES):
        abort(404)
    left, right = (build_page(content, cooked, code) for code in pair)
    return render_template("library/side_by_side.html", record=found, left=left, right=right)


def shown(found: Record, linked: LinkPanel) -> dict[str, Any]:
    """What every face of a record needs, its references drawn: seven queries with its editions, names and files."""
    content = shown_content(found)
    language = choose_language(content, request.args.get("text", ""), current_language().code)
    themes, regions = theme_names(db.session), region_names(db.session)
    page = build_page(content, drawn_editions(found, linked), language)
    reference = reference_for(found, content, language, themes, regions)
    return {
        "record": found,
        "content": content,
        "page": page,
        "facts": facts_panel(content, themes, regions, page.period_note),
        "files": files.of(db.session, Ref(found.kind, found.id), current_actor()),
        "reference": reference,
        "citation": cite(reference),
        "meta_tags": meta_tags(reference) if found.is_published else [],
        "data_block": _data_block(jsonld(reference)) if found.is_published else "",
    }


def panel(actor: Actor, found: Record) -> LinkPanel:
    return link_panel(actor, found.kind, found.id, texts([edition.cooked for edition in found.editions]))


def drawn_editions(found: Record, linked: LinkPanel) -> dict[str, dict[str, Any]]:
    return {
        edition.language: changed(edition.cooked, lambda text: str(linked.show(text))) for edition in found.editions
    }


def content_title(content: Content) -> str:
    """The title in the reader's language, else in the record's own."""
    return str(content.value("title", current_language().code) or content.value("title"))


def _data_block(document: dict[str, Any]) -> Markup:
    """JSON inside `<script type="application/ld+json">`: data, never run; `<` is escaped so that no text can close it."""
    return Markup(json.dumps(document, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - escaped just here


def _tombstone(actor: Actor, record_id: int) -> ResponseReturnValue:
    buried = find_buried(db.session, actor, record_id)
    if buried is None:
        abort(404)
    may_publish = may(actor, Permission.LIBRARY_RECORD_PUBLISH, buried)
    title = content_title(shown_content(buried))
    return render_template("library/tombstone.html", record=buried, title=title, may_publish=may_publish), 410
