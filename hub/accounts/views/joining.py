"""Accepting an invitation."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.accounts.actions.accepting import NewAccount, accept
from hub.accounts.forms.invitations import AcceptForm
from hub.accounts.models import Invitation, InvitationStatus
from hub.accounts.queries.invitations import invitation_by_token
from hub.accounts.views.room import blueprint
from hub.accounts.views.signing_in import asking_device, enter
from hub.core.db import db
from hub.core.errors import Conflict, Invalid
from hub.network.labels import ROLE_LABELS
from hub.web.access import public
from hub.web.form_fields import show_messages

GONE = 410


@blueprint.get("/invitations/<token>")
@public
def open_invitation(token: str) -> ResponseReturnValue:
    """The token is the right to see it."""
    asked = invitation_by_token(db.session, token)
    if asked.status is not InvitationStatus.WAITING:
        return render_template("accounts/invitation_closed.html", invitation=asked), GONE
    return _page(token, asked, AcceptForm(formdata=None, name=asked.name))


@blueprint.post("/invitations/<token>")
@public
def accept_invitation(token: str) -> ResponseReturnValue:
    asked = invitation_by_token(db.session, token)
    form = AcceptForm()
    if asked.email:
        del form.email
    if not form.validate():
        return _page(token, asked, form), 422
    email = asked.email or form.email.data
    try:
        opened = accept(token, NewAccount(form.name.data, email, form.new_password.data), asking_device())
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(token, invitation_by_token(db.session, token), form), 422
    except Conflict:
        db.session.rollback()
        closed = invitation_by_token(db.session, token)
        return render_template("accounts/invitation_closed.html", invitation=closed), GONE
    return enter(opened)


def _page(token: str, asked: Invitation, form: AcceptForm) -> str:
    return render_template(
        "accounts/invitation_open.html", token=token, invitation=asked, form=form, role=ROLE_LABELS[asked.role]
    )
