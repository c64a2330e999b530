"""`/search` over everything, and what is offered while typing."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.db import db
from hub.core.paging import Cursor
from hub.home.search import found_little, search_view
from hub.home.views.room import blueprint
from hub.services.search import Filters, note_miss, suggest
from hub.web.access import public
from hub.web.identity import current_actor


@blueprint.get("/search")
@public
def search() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()
    filters = Filters(
        kind=request.args.get("kind") or None,
        theme=request.args.get("theme") or None,
        region=request.args.get("region") or None,
        language=request.args.get("language") or None,
    )
    view = search_view(db.session, current_actor(), query, filters, Cursor.from_query(request.args))
    if not view.page.hits and not view.better and found_little(view.page, filters):
        note_miss(query)
    return render_template("home/search.html", view=view, page=view.page, query=query)


@blueprint.get("/search/suggest")
@public
def suggestions() -> ResponseReturnValue:
    found = suggest(db.session, current_actor(), request.args.get("q", ""))
    return jsonify([{"text": one.text, "language": one.language, "address": one.address} for one in found])
