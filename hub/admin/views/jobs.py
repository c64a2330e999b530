"""Jobs and services."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.admin.actions.jobs import discard_job, retry_all_jobs, retry_job
from hub.admin.queries.jobs import SHOWN, job_counts, jobs, services
from hub.admin.views.room import blueprint
from hub.core.access import Permission
from hub.core.db import db
from hub.core.locale import gettext, ngettext
from hub.core.paging import Cursor
from hub.services.jobs import JobState
from hub.web.access import requires
from hub.web.identity import current_actor


@blueprint.get("/admin/jobs")
@requires(Permission.ADMIN_JOBS_EDIT)
def list_jobs() -> ResponseReturnValue:
    wanted = request.args.get("state", "")
    state = JobState(wanted) if wanted in SHOWN else JobState.FAILED
    return render_template(
        "admin/jobs.html",
        services=services(current_actor()),
        counts=job_counts(db.session, current_actor()),
        page=jobs(db.session, current_actor(), state, Cursor.from_query(request.args)),
        state=state,
    )


@blueprint.post("/admin/jobs/retries")
@requires(Permission.ADMIN_JOBS_EDIT)
def retry_all() -> ResponseReturnValue:
    number = retry_all_jobs(current_actor())
    return _done(ngettext("%(num)s job is tried again.", "%(num)s jobs are tried again.", number))


@blueprint.post("/admin/jobs/<int:job_id>/retry")
@requires(Permission.ADMIN_JOBS_EDIT)
def retry(job_id: int) -> ResponseReturnValue:
    retry_job(current_actor(), job_id)
    return _done(gettext("The job is tried again."))


@blueprint.post("/admin/jobs/<int:job_id>/removal")
@requires(Permission.ADMIN_JOBS_EDIT)
def discard(job_id: int) -> ResponseReturnValue:
    discard_job(current_actor(), job_id)
    return _done(gettext("The job is discarded."))


def _done(message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect("/admin/jobs")
