"""People, their roles, their suspension."""

from datetime import date

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from hub.accounts.forms.fields import no_organisation, no_region, offer
from hub.admin.actions.accounts import change_account
from hub.admin.actions.roles import Mandate, change_dates, give_role, remove_role
from hub.admin.actions.suspending import lift_suspension, suspend
from hub.admin.forms.people import AccountForm, DatesForm, RoleForm, SuspensionForm
from hub.admin.queries.people import PeopleFilter, people, person_file
from hub.admin.views.room import blueprint
from hub.core import clock
from hub.core.access import Permission, Role
from hub.core.db import db
from hub.core.errors import Conflict, Invalid
from hub.core.locale import gettext
from hub.core.paging import Cursor
from hub.network.labels import ROLE_LABELS
from hub.network.queries import organisation_names
from hub.network.vocabularies import region_names
from hub.services.moderation import Ground
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor


@blueprint.get("/admin/people")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def list_people() -> ResponseReturnValue:
    wanted = PeopleFilter(
        words=request.args.get("q", "").strip()[:100],
        role=request.args.get("role", ""),
        region=request.args.get("region", ""),
        status=request.args.get("status", ""),
    )
    return render_template(
        "admin/people.html",
        page=people(db.session, current_actor(), wanted, Cursor.from_query(request.args)),
        wanted=wanted,
        regions=region_names(db.session),
        roles=ROLE_LABELS,
    )


@blueprint.get("/admin/people/<int:person_id>")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def show_person(person_id: int) -> ResponseReturnValue:
    return _page(person_id)


@blueprint.post("/admin/people/<int:person_id>")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def save_account(person_id: int) -> ResponseReturnValue:
    form = AccountForm()
    if not form.validate():
        return _page(person_id, account_form=form), 422
    try:
        change_account(current_actor(), person_id, form.email.data, form.organisation.data)
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(person_id, account_form=form), 422
    return _done(person_id, gettext("Saved."))


@blueprint.post("/admin/people/<int:person_id>/roles")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def add_role(person_id: int) -> ResponseReturnValue:
    form = RoleForm()
    if not form.validate():
        return _page(person_id, role_form=form), 422
    if form.role.data not in set(Role):
        show_messages(form, {"role": gettext("Choose a role.")})
        return _page(person_id, role_form=form), 422
    mandate = Mandate(
        role=Role(form.role.data),
        region_code=form.region.data,
        starts_on=_first_day(form),
        ends_on=form.ends_on.data,
        is_alternate=form.is_alternate.data,
    )
    try:
        give_role(current_actor(), person_id, mandate)
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(person_id, role_form=form), 422
    return _done(person_id, gettext("The role is given. It counts at once."))


@blueprint.post("/admin/people/<int:person_id>/roles/<int:grant_id>")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def date_role(person_id: int, grant_id: int) -> ResponseReturnValue:
    form = DatesForm(prefix=f"grant{grant_id}-")
    if not form.validate():
        return _page(person_id, dates_form=(grant_id, form)), 422
    try:
        change_dates(
            current_actor(),
            person_id,
            grant_id,
            _first_day(form),
            form.ends_on.data,
            is_alternate=form.is_alternate.data,
        )
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(person_id, dates_form=(grant_id, form)), 422
    except Conflict as error:
        show_messages(form, {"": str(error)})
        return _page(person_id, dates_form=(grant_id, form)), 409
    return _done(person_id, gettext("The dates are changed."))


@blueprint.post("/admin/people/<int:person_id>/roles/<int:grant_id>/removal")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def take_role(person_id: int, grant_id: int) -> ResponseReturnValue:
    remove_role(current_actor(), person_id, grant_id)
    return _done(person_id, gettext("The role is removed."))


@blueprint.post("/admin/people/<int:person_id>/suspension")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def suspend_person(person_id: int) -> ResponseReturnValue:
    form = SuspensionForm()
    if not form.validate():
        return _page(person_id, suspension_form=form), 422
    try:
        suspend(current_actor(), person_id, form.reason.data, form.last_day.data, form.ground.data or Ground.OTHER)
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(person_id, suspension_form=form), 422
    except Conflict as error:
        show_messages(form, {"": str(error)})
        return _page(person_id, suspension_form=form), 409
    return _done(person_id, gettext("The account is suspended. Every device of the person is signed out."))


@blueprint.post("/admin/people/<int:person_id>/suspension/end")
@requires(Permission.ADMIN_PEOPLE_EDIT)
def end_suspension(person_id: int) -> ResponseReturnValue:
    lift_suspension(current_actor(), person_id)
    return _done(person_id, gettext("The suspension is lifted."))


def _page(
    person_id: int,
    *,
    account_form: AccountForm | None = None,
    role_form: RoleForm | None = None,
    dates_form: tuple[int, FlaskForm] | None = None,
    suspension_form: SuspensionForm | None = None,
) -> str:
    """The person's page; a refused form keeps what was typed."""
    found = person_file(db.session, current_actor(), person_id)
    regions = region_names(db.session)
    role_form = role_form or RoleForm(formdata=None, starts_on=clock.today(), role=Role.MEMBER.value)
    offer(role_form.region, regions, no_region())
    person = found.person
    account = account_form or AccountForm(formdata=None, obj=person)
    offer(account.organisation, organisation_names(db.session), no_organisation())
    dates = {
        grant.id: DatesForm(formdata=None, obj=grant, prefix=f"grant{grant.id}-")
        for grant in found.grants
        if not dates_form or dates_form[0] != grant.id
    }
    return render_template(
        "admin/person.html",
        file=found,
        person=person,
        account_form=account,
        regions=regions,
        roles=ROLE_LABELS,
        role_form=role_form,
        dates=dates | (dict([dates_form]) if dates_form else {}),
        refused=dates_form[0] if dates_form else None,
        suspension_form=suspension_form or SuspensionForm(formdata=None),
        today=clock.today(),
    )


def _first_day(form: DatesForm) -> date:
    return form.starts_on.data or clock.today()


def _done(person_id: int, message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect(f"/admin/people/{person_id}")
