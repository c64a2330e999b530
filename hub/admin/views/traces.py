"""Kept mails and the audit."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from hub.admin.linking import paragraphs
from hub.admin.queries.traces import AuditFilter, audit_entries, mail, mails
from hub.admin.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.paging import Cursor
from hub.services.audit import action_choices
from hub.web.access import requires
from hub.web.identity import current_actor


@blueprint.get("/admin/mail")
@requires(Permission.ADMIN_MAIL_READ)
def list_mail() -> ResponseReturnValue:
    address = request.args.get("to", "").strip()[:254]
    page = mails(db.session, current_actor(), Cursor.from_query(request.args), address)
    return render_template("admin/mails.html", page=page, address=address)


@blueprint.get("/admin/mail/<int:mail_id>")
@requires(Permission.ADMIN_MAIL_READ)
def show_mail(mail_id: int) -> ResponseReturnValue:
    found = mail(db.session, current_actor(), mail_id)
    return render_template("admin/mail.html", mail=found, body=paragraphs(found.body))


@blueprint.get("/admin/audit")
@requires(Permission.ADMIN_AUDIT_READ)
def audit() -> ResponseReturnValue:
    wanted = AuditFilter(
        words=request.args.get("q", "").strip()[:100], action=request.args.get("action", "").strip()[:60]
    )
    page = audit_entries(db.session, current_actor(), wanted, Cursor.from_query(request.args))
    return render_template("admin/audit.html", page=page, wanted=wanted, actions=action_choices())
