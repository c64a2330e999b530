"""The list, the reader's desk, the feed."""

from flask import Response, current_app, render_template, request

from hub.core.access import Permission, may
from hub.core.db import db
from hub.core.locale import current_language
from hub.core.paging import Cursor
from hub.library.facet_options import facet_options
from hub.library.feeds import library_feed
from hub.library.filters import Filters
from hub.library.queries.cards import list_page
from hub.library.queries.desk import desk
from hub.library.queries.facets import facet_counts
from hub.library.queries.places import region_names, spoken, theme_names
from hub.library.views import blueprint
from hub.web.access import public, requires
from hub.web.conditional import conditional
from hub.web.identity import current_actor


@blueprint.get("/")
@public
def index() -> str:
    actor, filters = current_actor(), Filters.from_query(request.args)
    themes, regions = spoken(theme_names(db.session)), spoken(region_names(db.session))
    counts = facet_counts(db.session, current_app.extensions["library_facets"], actor, filters)
    return render_template(
        "library/index.html",
        page=list_page(db.session, actor, filters, current_language().code, Cursor.from_query(request.args)),
        filters=filters,
        facets=facet_options(filters, counts, themes, regions),
        total=sum(counts["kind"].get(kind, 0) for kind in ([filters.kind] if filters.kind else counts["kind"])),
        themes=themes,
        regions=regions,
        may_create=may(actor, Permission.LIBRARY_RECORD_CREATE),
    )


@blueprint.get("/desk")
@requires(Permission.LIBRARY_RECORD_CREATE)
def own() -> str:
    actor = current_actor()
    return render_template(
        "library/desk.html",
        desk=desk(db.session, actor, current_language().code),
        themes=spoken(theme_names(db.session)),
        regions=spoken(region_names(db.session)),
    )


@blueprint.get("/feed.atom")
@public
def feed() -> Response:
    """Published records of the reader's audiences; without a session, the public ones."""
    feed = library_feed(db.session, current_actor(), current_language().code)
    return conditional(feed.body, "application/atom+xml; charset=utf-8", feed.modified)
