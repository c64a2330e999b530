"""Settings, one page for each form."""

from functools import cache
from zoneinfo import available_timezones

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from hub.accounts.actions.changing_password import change_password
from hub.accounts.actions.settings import (
    Profile,
    change_directory,
    change_language,
    change_profile,
    own,
)
from hub.accounts.actions.signing_in import TooManyAttempts
from hub.accounts.forms.fields import no_organisation, offer
from hub.accounts.forms.settings import DirectoryForm, LanguageForm, PasswordForm, ProfileForm
from hub.accounts.views.room import blueprint
from hub.accounts.views.waiting import later, told_to_wait
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.core.locale import gettext, speaking
from hub.network.queries import organisation_names
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor, current_identity

LANGUAGE_COOKIE = "lang"


@blueprint.get("/settings")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def settings() -> ResponseReturnValue:
    return _profile_page(ProfileForm(formdata=None, obj=own(current_actor())))


@blueprint.post("/settings")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_profile() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate():
        return _profile_page(form), 422
    profile = Profile(
        name=form.name.data,
        handle=form.handle.data,
        job_title=form.job_title.data,
        presentation=form.presentation.data,
        organisation_id=form.organisation.data,
    )
    try:
        change_profile(current_actor(), profile)
    except Invalid as error:
        show_messages(form, error.messages)
        return _profile_page(form), 422
    return _saved("/settings")


@blueprint.get("/settings/language")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def language_settings() -> ResponseReturnValue:
    return _language_page(LanguageForm(formdata=None, obj=own(current_actor())))


@blueprint.post("/settings/language")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_language() -> ResponseReturnValue:
    """The setting takes over from what this browser was told earlier by a link."""
    form = LanguageForm()
    if not form.validate():
        return _language_page(form), 422
    try:
        change_language(current_actor(), form.language.data, form.zone.data, form.theme_mode.data)
    except Invalid as error:
        show_messages(form, error.messages)
        return _language_page(form), 422
    with speaking(form.language.data):
        answer = _saved("/settings/language")
    answer.delete_cookie(LANGUAGE_COOKIE)
    return answer


@blueprint.get("/settings/directory")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def directory_settings() -> ResponseReturnValue:
    person = own(current_actor())
    return render_template(
        "accounts/settings_directory.html", form=DirectoryForm(formdata=None, obj=person), person=person
    )


@blueprint.post("/settings/directory")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_directory() -> ResponseReturnValue:
    form = DirectoryForm()
    change_directory(current_actor(), in_directory=form.in_directory.data, shows_email=form.shows_email.data)
    return _saved("/settings/directory")


@blueprint.get("/settings/password")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def password_settings() -> ResponseReturnValue:
    return _password_page(PasswordForm(formdata=None))


@blueprint.post("/settings/password")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_password() -> ResponseReturnValue:
    form, identity = PasswordForm(), current_identity()
    if not form.validate() or identity is None:
        return _password_page(form), 422
    try:
        change_password(
            identity.actor,
            form.current_password.data,
            form.new_password.data,
            session_id=identity.session_id,
            address=request.remote_addr or "",
        )
    except Invalid as error:
        show_messages(form, error.messages)
        return _password_page(form), 422
    except TooManyAttempts as error:
        show_messages(form, {"": told_to_wait(error.wait)})
        return later(_password_page(form), error.wait)
    flash(gettext("Your password is changed. Your other devices are signed out."), "success")
    return redirect("/settings/password")


def _profile_page(form: ProfileForm) -> str:
    offer(form.organisation, organisation_names(db.session), no_organisation())
    return render_template("accounts/settings_profile.html", form=form)


def _language_page(form: LanguageForm) -> str:
    return render_template("accounts/settings_language.html", form=form, zones=zones())


def _password_page(form: PasswordForm) -> str:
    return render_template("accounts/settings_password.html", form=form)


@cache
def zones() -> list[str]:
    """IANA names of places; the list's historical and technical names are left out."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))


def _saved(address: str) -> Response:
    flash(gettext("Saved."), "success")
    return redirect(address)
