"""Signing in and out."""

from flask import current_app, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from hub.accounts.actions.signing_in import Device, Suspended, TooManyAttempts, WrongCredentials, sign_in, sign_out
from hub.accounts.forms.signing_in import SignInForm
from hub.accounts.views.room import blueprint
from hub.accounts.views.waiting import later, told_to_wait
from hub.core.locale import format_date, gettext
from hub.core.settings import Settings
from hub.network.demo import PASSWORD, PEOPLE
from hub.web.access import public
from hub.web.addresses import is_local
from hub.web.identity import adopt, clear_cookie, current_actor, current_identity, set_cookie
from hub.web.kept_input import KeptInput, offer_again


@blueprint.get("/login")
@public
def login() -> ResponseReturnValue:
    return _page(SignInForm(formdata=None), kept=None)


@blueprint.post("/login")
@public
def log_in() -> ResponseReturnValue:
    form = SignInForm()
    kept = KeptInput.from_form(request.form)
    if not form.validate():
        return _page(form, kept), 422
    try:
        token = sign_in(form.email.data, form.password.data, asking_device())
    except WrongCredentials:
        form.form_errors.append(gettext("The email address or the password is not right."))
        return _page(form, kept), 422
    except Suspended as error:
        form.form_errors += _told_suspended(error)
        return _page(form, kept), 403
    except TooManyAttempts as error:
        form.form_errors.append(told_to_wait(error.wait))
        return later(_page(form, kept), error.wait)
    return enter(token, kept)


@blueprint.post("/logout")
@public
def log_out() -> ResponseReturnValue:
    """Public: who is signed out already ends up in the same place."""
    identity = current_identity()
    if identity:
        sign_out(current_actor(), identity.session_id)
    session.clear()
    flash(gettext("You are signed out."), "success")
    response = redirect("/")
    clear_cookie(response)
    return response


def sign_in_page(kept: KeptInput) -> ResponseReturnValue:
    """Drawn when a form is sent by somebody who is no longer signed in."""
    return _page(SignInForm(formdata=None), kept), 401


def enter(token: str, kept: KeptInput | None = None) -> Response:
    """Into the hub with a session just opened: to what was typed, to the page asked for, to the first visit, or home."""
    adopt(token)
    identity = current_identity()
    wanted = request.values.get("next")
    response: Response
    if kept:
        response = current_app.make_response(offer_again(kept))
    elif is_local(wanted):
        response = redirect(str(wanted))
    else:
        response = redirect("/welcome" if identity and identity.is_new else "/")
    set_cookie(response, token)
    return response


def asking_device() -> Device:
    return Device(name=request.user_agent.string, address=request.remote_addr or "")


def _told_suspended(error: Suspended) -> list[str]:
    """Why, until when, and whom to ask."""
    if error.last_day:
        until = gettext("Your account is suspended until %(day)s included.", day=format_date(error.last_day))
    else:
        until = gettext("Your account is suspended until it is opened again.")
    return [
        until,
        gettext("Reason: %(reason)s", reason=f"\u2068{error.reason}\u2069"),
        gettext("If you think that this is a mistake, write to the administrators of the network."),
    ]


def _page(form: SignInForm, kept: KeptInput | None) -> str:
    settings: Settings = current_app.config["HUB"]
    wanted = request.values.get("next")
    return render_template(
        "accounts/login.html",
        form=form,
        kept=kept,
        next_address=wanted if is_local(wanted) else None,
        demo_people=[(f"{local_part}@demo.example", name, language) for local_part, name, _, language, *_ in PEOPLE]
        if settings.demo
        else [],
        demo_password=PASSWORD,
    )
