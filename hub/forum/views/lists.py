"""Lists of topics."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import db
from hub.core.paging import Cursor
from hub.forum.actions.reading import mark_all_read
from hub.forum.labels import kind_labels, view_label
from hub.forum.queries.lists import TopicFilter, View, of_category, of_view
from hub.forum.queries.rooms import Names, category_row, category_rows, names
from hub.forum.queries.subjects import category_by_slug
from hub.forum.views.room import blueprint
from hub.web.access import public, requires
from hub.web.identity import current_actor
from hub.web.watching import watch_control


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    actor = current_actor()
    views = _views_for(actor.is_visitor, bool(actor.regions))
    view = next((one for one in views if one == request.args.get("view")), View.RECENT)
    known = names(db.session)
    chosen = _filter(known)
    return render_template(
        "forum/index.html",
        tabs=[(view_label(one), _tab_address(one, chosen), one) for one in views],
        view=view,
        page=of_view(db.session, actor, view, chosen, Cursor.from_query(request.args)),
        categories=category_rows(db.session, actor),
        names=known,
        chosen=chosen,
        kinds=kind_labels(),
    )


@blueprint.get("/categories/<slug>")
@public
def category(slug: str) -> ResponseReturnValue:
    actor = current_actor()
    row = category_row(db.session, actor, slug)
    known = names(db.session)
    chosen = _filter(known)
    return render_template(
        "forum/category.html",
        category=row,
        page=of_category(db.session, actor, row.id, chosen, Cursor.from_query(request.args)),
        names=known,
        chosen=chosen,
        kinds=kind_labels(),
        watching=watch_control(actor, "category", row.id),
    )


@blueprint.post("/reading")
@requires(Permission.FORUM_POSITION_KEEP)
def reading() -> ResponseReturnValue:
    """Everything read: of the category named by the form, or everywhere."""
    actor, slug = current_actor(), request.form.get("category", "")
    found = category_by_slug(db.session, actor, slug) if slug else None
    mark_all_read(actor, found.id if found else None)
    return redirect(f"/forum/categories/{found.slug}" if found else "/forum/")


def _filter(known: Names) -> TopicFilter:
    """Codes that exist; anything else narrows nothing."""
    theme, region = request.args.get("theme", ""), request.args.get("region", "")
    return TopicFilter(theme if theme in known.themes else "", region if region in known.regions else "")


def _views_for(is_visitor: bool, has_region: bool) -> list[View]:
    if is_visitor:
        return [View.RECENT, View.UNANSWERED]
    return [View.RECENT, View.UNREAD, View.UNANSWERED, *([View.ASKED] if has_region else []), View.MINE]


def _tab_address(view: View, chosen: TopicFilter) -> str:
    given = [("view", "" if view is View.RECENT else view.value), ("theme", chosen.theme), ("region", chosen.region)]
    query = "&".join(f"{name}={value}" for name, value in given if value)
    return "/forum/" + (f"?{query}" if query else "")
