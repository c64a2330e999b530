"""The audit."""

from collections.abc import Mapping
from datetime import date
from operator import itemgetter

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from hub.admin.actions.exporting import note_export
from hub.admin.audit_file import audit_csv
from hub.admin.audit_labels import FAMILIES
from hub.admin.queries.traces import AuditFilter, audit_entries, audit_pieces, chain_state
from hub.admin.views.room import blueprint
from hub.core import clock
from hub.core.access import Permission
from hub.core.db import db
from hub.core.paging import Cursor
from hub.network.labels import ROLE_LABELS
from hub.services.audit import action_choices
from hub.web.access import requires
from hub.web.identity import current_actor


@blueprint.get("/admin/audit")
@requires(Permission.ADMIN_AUDIT_READ)
def audit() -> ResponseReturnValue:
    wanted, wrong = _wanted(request.args)
    page = audit_entries(db.session, current_actor(), wanted, Cursor.from_query(request.args))
    shown = render_template(
        "admin/audit.html",
        page=page,
        wanted=wanted,
        typed=request.args,
        wrong=wrong,
        actions=action_choices(),
        families=sorted(((f"{name}.", str(label)) for name, label in FAMILIES.items()), key=itemgetter(1)),
        roles=ROLE_LABELS,
        chain=chain_state(db.session, current_actor()),
    )
    return shown, 422 if wrong else 200


@blueprint.post("/admin/audit/export")
@requires(Permission.ADMIN_AUDIT_READ)
def export_audit() -> ResponseReturnValue:
    """A POST, because it leaves a trace."""
    actor, (wanted, _) = current_actor(), _wanted(request.form)
    note_export(actor, wanted.action, str(wanted.since or ""), str(wanted.until or ""))
    answer = Response(
        stream_with_context(audit_csv(audit_pieces(actor, wanted))), content_type="text/csv; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-{clock.today().isoformat()}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _wanted(given: Mapping[str, str]) -> tuple[AuditFilter, set[str]]:
    """What is asked for, and the names of the days that cannot be read."""
    days: dict[str, date | None] = {"since": None, "until": None}
    wrong = set()
    for name in days:
        try:
            days[name] = date.fromisoformat(given[name]) if given.get(name) else None
        except ValueError:
            wrong.add(name)
    if any(day and not 2000 <= day.year < 9999 for day in days.values()):
        wrong |= {name for name, day in days.items() if day and not 2000 <= day.year < 9999}
    return (
        AuditFilter(
            words=given.get("q", "").strip()[:100],
            action=given.get("action", "").strip()[:60],
            thing=given.get("thing", "").strip()[:100],
            since=None if "since" in wrong else days["since"],
            until=None if "until" in wrong else days["until"],
        ),
        wrong,
    )
