"""My data: take it along, or have it erased."""

import json

from flask import Response, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from hub.accounts.actions.leaving import erase_account
from hub.accounts.actions.signing_in import TooManyAttempts
from hub.accounts.forms.settings import LeavingForm
from hub.accounts.queries.own_data import own_data
from hub.accounts.views.room import blueprint
from hub.accounts.views.waiting import later, told_to_wait
from hub.core.access import Permission
from hub.core.db import db
from hub.core.errors import Conflict, Invalid
from hub.core.locale import gettext
from hub.web.access import requires
from hub.web.form_fields import show_messages
from hub.web.identity import clear_cookie, current_actor


@blueprint.get("/settings/data")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def data_settings() -> ResponseReturnValue:
    return _page(LeavingForm(formdata=None))


@blueprint.get("/settings/data.json")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def export_own_data() -> ResponseReturnValue:
    body = json.dumps(own_data(db.session, current_actor()), ensure_ascii=False, indent=2)
    return Response(
        body, mimetype="application/json", headers={"Content-Disposition": 'attachment; filename="my-data.json"'}
    )


@blueprint.post("/settings/data/erasure")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def erase_own_account() -> ResponseReturnValue:
    form = LeavingForm()
    if not form.validate():
        return _page(form), 422
    try:
        erase_account(current_actor(), form.current_password.data, request.remote_addr or "")
    except Invalid as error:
        show_messages(form, error.messages)
        return _page(form), 422
    except Conflict as error:
        show_messages(form, {"": str(error)})
        return _page(form), 409
    except TooManyAttempts as error:
        show_messages(form, {"": told_to_wait(error.wait)})
        return later(_page(form), error.wait)
    session.clear()
    flash(gettext("Your account is erased. What you published stays, without your name."), "success")
    response = redirect("/")
    clear_cookie(response)
    return response


def _page(form: LeavingForm) -> str:
    return render_template("accounts/settings_data.html", form=form)
