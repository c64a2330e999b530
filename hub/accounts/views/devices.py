"""My devices."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from hub.accounts.actions.sessions import revoke_device, revoke_other_devices
from hub.accounts.device_names import device_name
from hub.accounts.queries.devices import live_sessions
from hub.accounts.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.locale import gettext
from hub.web.access import requires
from hub.web.identity import current_actor, current_identity

ADDRESS = "/settings/devices"


@blueprint.get("/settings/devices")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def devices() -> ResponseReturnValue:
    found = [(device_name(session.device), session) for session in live_sessions(db.session, current_actor())]
    return render_template("accounts/settings_devices.html", devices=found)


@blueprint.post("/settings/devices/<int:session_id>/revocation")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def sign_device_out(session_id: int) -> ResponseReturnValue:
    revoke_device(current_actor(), session_id)
    flash(gettext("That device is signed out."), "success")
    return redirect(ADDRESS)


@blueprint.post("/settings/devices/revocation")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def sign_others_out() -> ResponseReturnValue:
    identity = current_identity()
    revoke_other_devices(current_actor(), identity.session_id if identity else 0)
    flash(gettext("Every other device is signed out."), "success")
    return redirect(ADDRESS)
