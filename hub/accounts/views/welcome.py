"""The first visit: three steps, each of which can be skipped."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from hub.accounts.actions.settings import change_language, own
from hub.accounts.actions.welcoming import finish_welcome, introduce
from hub.accounts.forms.fields import no_organisation, offer
from hub.accounts.forms.notifying import digest_form
from hub.accounts.forms.settings import IntroductionForm, LanguageForm
from hub.accounts.views.notifying import notification_page, save_notification_form
from hub.accounts.views.room import blueprint
from hub.accounts.views.settings import LANGUAGE_COOKIE, zones
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Invalid
from hub.network.labels import ROLE_LABELS
from hub.network.models import Person
from hub.network.queries import mandates_of, organisation_names
from hub.network.vocabularies import region_names
from hub.services.notifications import choices_of
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import current_actor

NOTIFICATIONS_STEP = "accounts/welcome_notifications.html"


@blueprint.get("/welcome")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def welcome() -> ResponseReturnValue:
    """The first step."""
    return _language_step(LanguageForm(formdata=None, obj=own(current_actor())))


@blueprint.post("/welcome")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_welcome_language() -> ResponseReturnValue:
    form = LanguageForm()
    if not form.validate():
        return _language_step(form), 422
    try:
        change_language(current_actor(), form.language.data, form.zone.data, form.theme_mode.data)
    except Invalid as error:
        show_messages(form, error.messages)
        return _language_step(form), 422
    answer = redirect("/welcome/region")
    answer.delete_cookie(LANGUAGE_COOKIE)
    return answer


@blueprint.get("/welcome/region")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def welcome_region() -> ResponseReturnValue:
    person = own(current_actor())
    return _region_step(person, IntroductionForm(formdata=None, obj=person))


@blueprint.post("/welcome/region")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_welcome_region() -> ResponseReturnValue:
    form, actor = IntroductionForm(), current_actor()
    if not form.validate():
        return _region_step(own(actor), form), 422
    try:
        introduce(actor, form.organisation.data, form.job_title.data, in_directory=form.in_directory.data)
    except Invalid as error:
        show_messages(form, error.messages)
        return _region_step(own(actor), form), 422
    return redirect("/welcome/notifications")


@blueprint.get("/welcome/notifications")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def welcome_notifications() -> ResponseReturnValue:
    choices = choices_of(db.session, current_actor().person_id or 0)
    return notification_page(NOTIFICATIONS_STEP, digest_form(choices), choices, step=3)


@blueprint.post("/welcome/notifications")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def save_welcome_notifications() -> ResponseReturnValue:
    refused = save_notification_form(NOTIFICATIONS_STEP, step=3)
    return (refused, 422) if refused is not None else end_welcome()


@blueprint.post("/welcome/end")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def end_welcome() -> ResponseReturnValue:
    """Done or skipped."""
    finish_welcome(current_actor())
    return redirect("/welcome/done")


@blueprint.get("/welcome/done")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def welcome_done() -> ResponseReturnValue:
    regions = region_names(db.session)
    mine = [(code, regions[code]) for code in sorted(current_actor().regions) if code in regions]
    return render_template("accounts/welcome_done.html", regions=mine)


def _language_step(form: LanguageForm) -> str:
    return render_template("accounts/welcome_language.html", form=form, zones=zones(), step=1)


def _region_step(person: Person, form: IntroductionForm) -> str:
    offer(form.organisation, organisation_names(db.session), no_organisation())
    return render_template(
        "accounts/welcome_region.html",
        form=form,
        step=2,
        mandates=mandates_of(db.session, [person.id]).get(person.id, []),
        regions=region_names(db.session),
        roles=ROLE_LABELS,
    )
