"""Working groups."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from hub.admin.actions.groups import add_member, change_group, make_group, remove_member
from hub.admin.forms.network import GroupForm, MemberForm, by_language, spread
from hub.admin.queries import network
from hub.admin.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor


@blueprint.get("/admin/groups")
@requires(Permission.ADMIN_NETWORK_EDIT)
def list_groups() -> ResponseReturnValue:
    return render_template("admin/groups.html", rows=network.groups(db.session, current_actor()))


@blueprint.get("/admin/groups/new")
@requires(Permission.ADMIN_NETWORK_EDIT)
def new_group() -> ResponseReturnValue:
    return render_template("admin/group_new.html", form=GroupForm(formdata=None))


@blueprint.post("/admin/groups")
@requires(Permission.ADMIN_NETWORK_EDIT)
def create_group() -> ResponseReturnValue:
    form = GroupForm()
    if not form.validate():
        return render_template("admin/group_new.html", form=form), 422
    group = make_group(current_actor(), by_language(form, "name"), by_language(form, "text"))
    return _done(group.id, gettext("The group is made. Add its members."))


@blueprint.get("/admin/groups/<int:group_id>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def show_group(group_id: int) -> ResponseReturnValue:
    return _page(group_id)


@blueprint.post("/admin/groups/<int:group_id>")
@requires(Permission.ADMIN_NETWORK_EDIT)
def save_group(group_id: int) -> ResponseReturnValue:
    form = GroupForm()
    if not form.validate():
        return _page(group_id, form=form), 422
    change_group(current_actor(), group_id, by_language(form, "name"), by_language(form, "text"))
    return _done(group_id, gettext("Saved."))


@blueprint.post("/admin/groups/<int:group_id>/members")
@requires(Permission.ADMIN_NETWORK_EDIT)
def add_group_member(group_id: int) -> ResponseReturnValue:
    form = MemberForm()
    if not form.validate():
        return _page(group_id, member_form=form), 422
    try:
        add_member(current_actor(), group_id, form.who.data, is_facilitator=form.is_facilitator.data)
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(group_id, member_form=form), 422
    return _done(group_id, gettext("Saved."))


@blueprint.post("/admin/groups/<int:group_id>/members/<int:person_id>/removal")
@requires(Permission.ADMIN_NETWORK_EDIT)
def remove_group_member(group_id: int, person_id: int) -> ResponseReturnValue:
    remove_member(current_actor(), group_id, person_id)
    return _done(group_id, gettext("Saved."))


def _page(group_id: int, *, form: GroupForm | None = None, member_form: MemberForm | None = None) -> str:
    actor = current_actor()
    group = network.group(db.session, actor, group_id)
    initial = spread("name", group.name) | spread("text", group.purpose)
    return render_template(
        "admin/group.html",
        group=group,
        members=network.members(db.session, actor, group_id),
        form=form or GroupForm(formdata=None, **initial),
        member_form=member_form or MemberForm(formdata=None),
    )


def _done(group_id: int, message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect(f"/admin/groups/{group_id}")
