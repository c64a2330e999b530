"""The audit."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from hub.admin.queries.traces import AuditFilter, audit_entries
from hub.admin.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.paging import Cursor
from hub.services.audit import action_choices
from hub.web.access import requires
from hub.web.identity import current_actor


@blueprint.get("/admin/audit")
@requires(Permission.ADMIN_AUDIT_READ)
def audit() -> ResponseReturnValue:
    wanted = AuditFilter(
        words=request.args.get("q", "").strip()[:100], action=request.args.get("action", "").strip()[:60]
    )
    page = audit_entries(db.session, current_actor(), wanted, Cursor.from_query(request.args))
    return render_template("admin/audit.html", page=page, wanted=wanted, actions=action_choices())
