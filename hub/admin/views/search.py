"""Search: names of one thing, and what is asked for and not found."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.admin.actions.search import add_synonyms, change_synonyms, remove_synonyms
from hub.admin.forms.search import SynonymsForm
from hub.admin.queries.search import DAYS, misses, synonyms_page, synonyms_row
from hub.admin.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.paging import Cursor
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor


@blueprint.get("/admin/search")
@requires(Permission.ADMIN_SEARCH_EDIT)
def search_words() -> ResponseReturnValue:
    return render_template(
        "admin/search.html",
        page=synonyms_page(db.session, current_actor(), Cursor.from_query(request.args)),
        misses=misses(db.session, current_actor()),
        days=DAYS,
    )


@blueprint.get("/admin/search/synonyms/new")
@requires(Permission.ADMIN_SEARCH_EDIT)
def new_synonyms() -> ResponseReturnValue:
    return render_template("admin/synonyms.html", form=SynonymsForm(formdata=None), row=None)


@blueprint.post("/admin/search/synonyms")
@requires(Permission.ADMIN_SEARCH_EDIT)
def create_synonyms() -> ResponseReturnValue:
    form = SynonymsForm()
    if form.validate():
        try:
            add_synonyms(current_actor(), _names(form))
        except Invalid as error:
            show_messages(form, error.messages)
        else:
            return _done(gettext("The names are added."))
    return render_template("admin/synonyms.html", form=form, row=None), 422


@blueprint.get("/admin/search/synonyms/<int:synonyms_id>")
@requires(Permission.ADMIN_SEARCH_EDIT)
def show_synonyms(synonyms_id: int) -> ResponseReturnValue:
    row = synonyms_row(db.session, current_actor(), synonyms_id)
    return render_template("admin/synonyms.html", form=SynonymsForm(formdata=None, obj=row), row=row)


@blueprint.post("/admin/search/synonyms/<int:synonyms_id>")
@requires(Permission.ADMIN_SEARCH_EDIT)
def save_synonyms(synonyms_id: int) -> ResponseReturnValue:
    row = synonyms_row(db.session, current_actor(), synonyms_id)
    form = SynonymsForm()
    if form.validate():
        try:
            change_synonyms(current_actor(), synonyms_id, _names(form))
        except Invalid as error:
            show_messages(form, error.messages)
        else:
            return _done(gettext("Saved."))
    return render_template("admin/synonyms.html", form=form, row=row), 422


@blueprint.post("/admin/search/synonyms/<int:synonyms_id>/removal")
@requires(Permission.ADMIN_SEARCH_EDIT)
def delete_synonyms(synonyms_id: int) -> ResponseReturnValue:
    remove_synonyms(current_actor(), synonyms_id)
    return _done(gettext("The names are removed."))


def _names(form: SynonymsForm) -> dict[str, str]:
    return {code: form[code].data or "" for code in ("fr", "ar", "en")}


def _done(message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect("/admin/search")
