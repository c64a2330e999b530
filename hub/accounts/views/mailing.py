"""My mail: whether it arrives, and the addresses by which it is answered."""

from flask import current_app, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from hub.accounts.actions.mailing import renew_reply_addresses, resume_own_mail
from hub.accounts.actions.settings import own
from hub.accounts.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.locale import gettext
from hub.core.settings import Settings
from hub.services.mail import bouncing
from hub.web.access import requires
from hub.web.identity import current_actor

ADDRESS = "/settings/mail"


@blueprint.get(ADDRESS)
@requires(Permission.ACCOUNTS_SELF_EDIT)
def mail_settings() -> ResponseReturnValue:
    person, settings = own(current_actor()), _settings()
    return render_template(
        "accounts/settings_mail.html",
        address=person.email,
        trouble=bouncing.trouble_with(db.session, person.email),
        has_server=settings.mail.server is not None,
        takes_replies=bool(settings.mail.reply_domain),
    )


@blueprint.post("/settings/mail/resumption")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def resume_mail() -> ResponseReturnValue:
    resume_own_mail(current_actor())
    flash(gettext("The hub writes to you again."), "success")
    return redirect(ADDRESS)


@blueprint.post("/settings/mail/reply-addresses")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def new_reply_addresses() -> ResponseReturnValue:
    renew_reply_addresses(current_actor())
    flash(gettext("The reply addresses of all earlier mails are dead."), "success")
    return redirect(ADDRESS)


def _settings() -> Settings:
    settings: Settings = current_app.config["HUB"]
    return settings
