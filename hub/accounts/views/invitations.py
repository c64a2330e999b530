"""Inviting people."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.accounts.actions.inviting import NewInvitation, invite, invite_again, revoke_invitation
from hub.accounts.forms.fields import no_organisation, no_region, offer
from hub.accounts.forms.invitations import InvitationForm, role_choices
from hub.accounts.queries.invitations import invitations
from hub.accounts.views.room import blueprint
from hub.core.access import Actor, Permission, Role
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid
from hub.core.locale import current_language, gettext
from hub.core.paging import Cursor
from hub.network.labels import ROLE_LABELS
from hub.network.queries import organisation_names
from hub.network.vocabularies import region_names
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor


@blueprint.get("/invitations/")
@requires(Permission.ACCOUNTS_INVITATION_CREATE)
def list_invitations() -> ResponseReturnValue:
    page = invitations(db.session, current_actor(), Cursor.from_query(request.args))
    return render_template("accounts/invitations.html", page=page, roles=ROLE_LABELS)


@blueprint.get("/invitations/new")
@requires(Permission.ACCOUNTS_INVITATION_CREATE)
def new_invitation() -> ResponseReturnValue:
    form = InvitationForm(
        formdata=None,
        role=Role.MEMBER.value,
        language=current_language().code,
        region=next(iter(sorted(current_actor().regions)), None),
    )
    return _page(form)


@blueprint.post("/invitations/")
@requires(Permission.ACCOUNTS_INVITATION_CREATE)
def send_invitation() -> ResponseReturnValue:
    form = InvitationForm()
    if not form.validate():
        return _page(form), 422
    try:
        asked = invite(current_actor(), _asked_for(form))
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(form), 422
    except Forbidden:
        show_messages(form, {"role": gettext("You may invite members of your own region.")})
        return _page(form), 422
    flash(gettext("The invitation to %(email)s is sent.", email=asked.email), "success")
    return redirect("/invitations/")


@blueprint.post("/invitations/<int:invitation_id>/mail")
@requires(Permission.ACCOUNTS_INVITATION_CREATE)
def send_again(invitation_id: int) -> ResponseReturnValue:
    asked = invite_again(current_actor(), invitation_id)
    flash(
        gettext("The invitation to %(email)s is sent again. The earlier link no longer works.", email=asked.email),
        "success",
    )
    return redirect("/invitations/")


@blueprint.post("/invitations/<int:invitation_id>/revocation")
@requires(Permission.ACCOUNTS_INVITATION_CREATE)
def take_back(invitation_id: int) -> ResponseReturnValue:
    asked = revoke_invitation(current_actor(), invitation_id)
    flash(gettext("The invitation to %(email)s is taken back.", email=asked.email), "success")
    return redirect("/invitations/")


def _asked_for(form: InvitationForm) -> NewInvitation:
    if form.role.data not in set(Role):
        raise Invalid({"role": gettext("Choose a role.")})
    return NewInvitation(
        email=form.email.data,
        name=form.name.data,
        role=Role(form.role.data),
        region_code=form.region.data,
        organisation_id=form.organisation.data,
        language=form.language.data,
    )


def _page(form: InvitationForm) -> str:
    actor = current_actor()
    names = region_names(db.session)
    offer(form.region, {code: name for code, name in names.items() if _may_invite_to(actor, code)}, no_region())
    offer(form.organisation, organisation_names(db.session), no_organisation())
    form.role.choices = role_choices(set(Role) if actor.is_administrator else {Role.MEMBER})
    return render_template("accounts/invitation_new.html", form=form)


def _may_invite_to(actor: Actor, region_code: str) -> bool:
    return actor.is_administrator or actor.has(Role.FOCAL_POINT, region_code)
