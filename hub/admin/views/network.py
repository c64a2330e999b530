"""Institutions, regions, themes."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from hub.accounts.forms.fields import no_region, offer
from hub.admin.actions.network import Institution, add_organisation, change_organisation, change_theme, present_region
from hub.admin.forms.network import OrganisationForm, PresentationForm, ThemeForm, by_language, spread
from hub.admin.queries import network
from hub.admin.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.network.labels import ORGANISATION_KINDS
from hub.network.vocabularies import region_names
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor


@blueprint.get("/admin/organisations")
@requires(Permission.ADMIN_NETWORK_EDIT)
def list_organisations() -> ResponseReturnValue:
    return render_template(
        "admin/organisations.html",
        rows=network.organisations(db.session, current_actor()),
        kinds=ORGANISATION_KINDS,
        regions=region_names(db.session),
    )


@blueprint.get("/admin/organisations/new")
@requires(Permission.ADMIN_NETWORK_EDIT)
def new_organisation() -> ResponseReturnValue:
    return _organisation_page(OrganisationForm(formdata=None), None)


@blueprint.post("/admin/organisations")
@requires(Permission.ADMIN_NETWORK_EDIT)
def create_organisation() -> ResponseReturnValue:
    form = OrganisationForm()
    if not form.validate():
        return _organisation_page(form, None), 422
    try:
        add_organisation(current_actor(), _institution(form))
    except Invalid as error:
        show_messages(form, error.messages)
        return _organisation_page(form, None), 422
    return _saved("/admin/organisations")


@blueprint.get("/admin/organisations/<int:organisation_id>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def edit_organisation(organisation_id: int) -> ResponseReturnValue:
    found = network.organisation(db.session, current_actor(), organisation_id)
    form = OrganisationForm(formdata=None, obj=found, region=found.region_code, **spread("name", found.name))
    return _organisation_page(form, organisation_id)


@blueprint.post("/admin/organisations/<int:organisation_id>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def save_organisation(organisation_id: int) -> ResponseReturnValue:
    form = OrganisationForm()
    if not form.validate():
        return _organisation_page(form, organisation_id), 422
    try:
        change_organisation(current_actor(), organisation_id, _institution(form))
    except Invalid as error:
        show_messages(form, error.messages)
        return _organisation_page(form, organisation_id), 422
    return _saved("/admin/organisations")


@blueprint.get("/admin/regions")
@requires(Permission.ADMIN_NETWORK_EDIT)
def list_regions() -> ResponseReturnValue:
    return render_template("admin/regions.html", regions=network.regions(db.session, current_actor()))


@blueprint.get("/admin/regions/<code>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def edit_region(code: str) -> ResponseReturnValue:
    region = network.region(db.session, current_actor(), code)
    return render_template(
        "admin/region.html", region=region, form=PresentationForm(formdata=None, **spread("text", region.presentation))
    )


@blueprint.post("/admin/regions/<code>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def save_region(code: str) -> ResponseReturnValue:
    form = PresentationForm()
    if not form.validate():
        region = network.region(db.session, current_actor(), code)
        return render_template("admin/region.html", region=region, form=form), 422
    present_region(current_actor(), code, by_language(form, "text"))
    return _saved("/admin/regions")


@blueprint.get("/admin/themes")
@requires(Permission.ADMIN_NETWORK_EDIT)
def list_themes() -> ResponseReturnValue:
    return render_template("admin/themes.html", themes=network.themes(db.session, current_actor()))


@blueprint.get("/admin/themes/<code>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def edit_theme(code: str) -> ResponseReturnValue:
    theme = network.theme(db.session, current_actor(), code)
    form = ThemeForm(formdata=None, is_active=theme.is_active, **spread("name", theme.name))
    return render_template("admin/theme.html", theme=theme, form=form)


@blueprint.post("/admin/themes/<code>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def save_theme(code: str) -> ResponseReturnValue:
    form = ThemeForm()
    if not form.validate():
        theme = network.theme(db.session, current_actor(), code)
        return render_template("admin/theme.html", theme=theme, form=form), 422
    change_theme(current_actor(), code, by_language(form, "name"), is_active=form.is_active.data)
    return _saved("/admin/themes")


def _organisation_page(form: OrganisationForm, organisation_id: int | None) -> str:
    offer(form.region, region_names(db.session), no_region())
    return render_template("admin/organisation.html", form=form, organisation_id=organisation_id)


def _institution(form: OrganisationForm) -> Institution:
    return Institution(by_language(form, "name"), form.kind.data, form.region.data, form.website.data)


def _saved(address: str) -> ResponseReturnValue:
    flash(gettext("Saved."), "success")
    return redirect(address)
