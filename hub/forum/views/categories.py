"""Categories, for administrators."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Permission, group_audience, region_audience
from hub.core.db import db
from hub.core.errors import Invalid
from hub.forum.actions.categories import create_category, edit_category
from hub.forum.addresses import category_address
from hub.forum.forms import CategoryForm, category_values, show_messages
from hub.forum.labels import audience_label
from hub.forum.queries.rooms import category_choices
from hub.forum.queries.subjects import category_by_slug
from hub.forum.views.room import blueprint
from hub.network.queries import group_names
from hub.network.vocabularies import region_names
from hub.web.access import requires
from hub.web.identity import current_actor


@blueprint.get("/categories/")
@requires(Permission.FORUM_CATEGORY_EDIT)
def categories() -> ResponseReturnValue:
    labels = dict(_audiences())
    return render_template("forum/categories.html", rows=category_choices(db.session, current_actor()), labels=labels)


@blueprint.route("/categories/new", methods=["GET", "POST"])
@requires(Permission.FORUM_CATEGORY_EDIT)
def new_category() -> ResponseReturnValue:
    form = CategoryForm()
    form.offer(_audiences())
    if not form.is_submitted():
        return _page(form, 200)
    if not form.validate():
        return _page(form, 422)
    try:
        made = create_category(current_actor(), form.draft())
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(form, 422)
    return redirect(category_address(made.slug))


@blueprint.route("/categories/<slug>/edit", methods=["GET", "POST"])
@requires(Permission.FORUM_CATEGORY_EDIT)
def change_category(slug: str) -> ResponseReturnValue:
    found = category_by_slug(db.session, current_actor(), slug)
    form = CategoryForm(data=category_values(found))
    form.offer(_audiences())
    if not form.is_submitted():
        return _page(form, 200, slug)
    if not form.validate():
        return _page(form, 422, slug)
    try:
        changed = edit_category(current_actor(), slug, form.draft())
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(form, 422, slug)
    return redirect(category_address(changed.slug))


def _page(form: CategoryForm, status: int, slug: str = "") -> tuple[str, int]:
    return render_template("forum/category_form.html", form=form, slug=slug), status


def _audiences() -> list[tuple[str, str]]:
    regions, groups = region_names(db.session), group_names(db.session)
    values = [
        PUBLIC_AUDIENCE,
        MEMBERS_AUDIENCE,
        *(group_audience(group_id) for group_id in groups),
        *(region_audience(code) for code in regions),
    ]
    return [(value, audience_label(value, regions, groups)) for value in values]
