"""The list, the reader's desk, the feed."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, current_app, get_template_attribute, render_template, request
from markupsafe import Markup

from hub.core.access import Actor, Permission, may
from hub.core.db import db
from hub.core.locale import current_language
from hub.core.paging import Cursor
from hub.library.facet_options import facet_options
from hub.library.feeds import library_feed
from hub.library.filters import Filters
from hub.library.queries.cards import list_page
from hub.library.queries.desk import desk
from hub.library.queries.facets import FacetCache, count, generation
from hub.library.views import blueprint
from hub.library.visibility import scope_of
from hub.network.vocabularies import spoken_regions, spoken_themes
from hub.web.access import public, requires
from hub.web.conditional import conditional
from hub.web.identity import current_actor


@blueprint.get("/")
@public
def index() -> str:
    actor, filters = current_actor(), Filters.from_query(request.args)
    themes, regions = spoken_themes(db.session), spoken_regions(db.session)
    cache: FacetCache = current_app.extensions["library_facets"]
    key = (scope_of(actor), filters, current_language().code)
    facets = cache.get(key, generation(db.session), lambda: _facets(actor, filters, themes, regions))
    return render_template(
        "library/index.html",
        page=list_page(db.session, actor, filters, current_language().code, Cursor.from_query(request.args)),
        filters=filters,
        facets=facets,
        themes=themes,
        regions=regions,
        may_create=may(actor, Permission.LIBRARY_RECORD_CREATE),
    )


@dataclass(frozen=True, slots=True)
class Facets:
    """`drawn`: the facets as HTML, the same for every reader of one scope and language. `total`: records in the list."""

    drawn: Markup
    total: int


def _facets(actor: Actor, filters: Filters, themes: Mapping[str, str], regions: Mapping[str, str]) -> Facets:
    counts = count(db.session, actor, filters)
    drawn = get_template_attribute("library/parts.html", "facet_lists")(
        facet_options(filters, counts, themes, regions), not filters.is_empty
    )
    return Facets(drawn, sum(number for kind, number in counts["kind"].items() if filters.kind in ("", kind)))


@blueprint.get("/desk")
@requires(Permission.LIBRARY_RECORD_CREATE)
def own() -> str:
    actor = current_actor()
    return render_template(
        "library/desk.html",
        desk=desk(db.session, actor, current_language().code),
        themes=spoken_themes(db.session),
        regions=spoken_regions(db.session),
    )


@blueprint.get("/feed.atom")
@public
def feed() -> Response:
    """Published records of the reader's audiences; without a session, the public ones."""
    feed = library_feed(db.session, current_actor(), current_language().code)
    return conditional(feed.body, "application/atom+xml; charset=utf-8", feed.modified)
