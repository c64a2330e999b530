"""Mails: what was written, to whom, and what became of it."""

from flask import Response, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.admin.actions.mails import send_again, write_again
from hub.admin.queries.mails import MailFilter, mail, mail_counts, mails, suspended_addresses
from hub.admin.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.locale import gettext
from hub.core.paging import Cursor
from hub.services.mail import MailState, paragraphs
from hub.web.access import requires
from hub.web.identity import current_actor

MAIL_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
"""A mail brings its own style, which no page of the hub may; it runs nothing and loads nothing."""


@blueprint.get("/admin/mail")
@requires(Permission.ADMIN_MAIL_READ)
def list_mail() -> ResponseReturnValue:
    state = request.args.get("state", "")
    wanted = MailFilter(
        address=request.args.get("to", "").strip()[:254], state=MailState(state) if state in set(MailState) else None
    )
    return render_template(
        "admin/mails.html",
        page=mails(db.session, current_actor(), wanted, Cursor.from_query(request.args)),
        counts=mail_counts(db.session, current_actor()),
        held_back=suspended_addresses(db.session, current_actor()),
        has_server=_has_server(),
        wanted=wanted,
    )


@blueprint.get("/admin/mail/<int:mail_id>")
@requires(Permission.ADMIN_MAIL_READ)
def show_mail(mail_id: int) -> ResponseReturnValue:
    found = mail(db.session, current_actor(), mail_id)
    return render_template("admin/mail.html", mail=found, body=paragraphs(found.body), has_server=_has_server())


@blueprint.get("/admin/mail/<int:mail_id>/html")
@requires(Permission.ADMIN_MAIL_READ)
def show_mail_as_html(mail_id: int) -> ResponseReturnValue:
    """As mail programs show it."""
    found = mail(db.session, current_actor(), mail_id)
    return Response(found.html, mimetype="text/html", headers={"Content-Security-Policy": MAIL_CSP})


@blueprint.post("/admin/mail/<int:mail_id>/delivery")
@requires(Permission.ADMIN_MAIL_SEND)
def deliver_mail(mail_id: int) -> ResponseReturnValue:
    send_again(current_actor(), mail_id)
    flash(gettext("The mail is on its way."), "success")
    return redirect(f"/admin/mail/{mail_id}")


@blueprint.post("/admin/mail/resumption")
@requires(Permission.ADMIN_MAIL_SEND)
def resume_address() -> ResponseReturnValue:
    write_again(current_actor(), request.form.get("address", ""))
    flash(gettext("The hub writes to this address again."), "success")
    return redirect("/admin/mail")


def _has_server() -> bool:
    return current_app.config["HUB"].mail.server is not None
