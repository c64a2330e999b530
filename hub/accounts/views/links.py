"""The ways back in: a forgotten password, and signing in by a link sent by mail."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from hub.accounts.actions.links import reset_password, send_link, sign_in_by_link
from hub.accounts.forms.signing_in import AddressForm, NewPasswordForm
from hub.accounts.models import LinkPurpose
from hub.accounts.queries.links import link_by_token
from hub.accounts.views.room import blueprint
from hub.accounts.views.signing_in import asking_device, enter
from hub.core.db import db
from hub.core.errors import Invalid, NotFound
from hub.web.access import public
from hub.web.form_fields import show_messages


@blueprint.get("/password/forgotten")
@public
def forgotten_password() -> ResponseReturnValue:
    return _ask(AddressForm(formdata=None), LinkPurpose.RESET_PASSWORD)


@blueprint.post("/password/forgotten")
@public
def send_reset_link() -> ResponseReturnValue:
    return _send(LinkPurpose.RESET_PASSWORD)


@blueprint.get("/login/link")
@public
def ask_sign_in_link() -> ResponseReturnValue:
    return _ask(AddressForm(formdata=None), LinkPurpose.SIGN_IN)


@blueprint.post("/login/link")
@public
def send_sign_in_link() -> ResponseReturnValue:
    return _send(LinkPurpose.SIGN_IN)


@blueprint.get("/link-sent")
@public
def link_sent() -> ResponseReturnValue:
    """The same whether the address is known or not."""
    return render_template("accounts/link_sent.html")


@blueprint.get("/password/reset/<token>")
@public
def choose_password(token: str) -> ResponseReturnValue:
    if not _is_open(token, LinkPurpose.RESET_PASSWORD):
        return _closed()
    return render_template("accounts/password_reset.html", form=NewPasswordForm(formdata=None), token=token)


@blueprint.post("/password/reset/<token>")
@public
def set_password(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if not form.validate():
        return render_template("accounts/password_reset.html", form=form, token=token), 422
    try:
        opened = reset_password(token, form.new_password.data, asking_device())
    except Invalid as error:
        show_messages(form, error.messages)
        return render_template("accounts/password_reset.html", form=form, token=token), 422
    except NotFound:
        return _closed()
    return enter(opened)


@blueprint.get("/login/link/<token>")
@public
def confirm_sign_in(token: str) -> ResponseReturnValue:
    """One more button: mail scanners follow links, and a link works once."""
    if not _is_open(token, LinkPurpose.SIGN_IN):
        return _closed()
    return render_template("accounts/link_confirm.html", token=token)


@blueprint.post("/login/link/<token>")
@public
def sign_in_with_link(token: str) -> ResponseReturnValue:
    try:
        return enter(sign_in_by_link(token, asking_device()))
    except NotFound:
        return _closed()


def _ask(form: AddressForm, purpose: LinkPurpose) -> str:
    return render_template("accounts/link_ask.html", form=form, purpose=purpose)


def _send(purpose: LinkPurpose) -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate():
        return _ask(form, purpose), 422
    send_link(form.email.data, purpose)
    return redirect("/link-sent")


def _is_open(token: str, purpose: LinkPurpose) -> bool:
    try:
        link_by_token(db.session, token, purpose)
    except NotFound:
        return False
    return True


def _closed() -> ResponseReturnValue:
    return render_template("accounts/link_closed.html"), 410
