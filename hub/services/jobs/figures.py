"""How the queue and its workers are doing."""

from datetime import timedelta

from sqlalchemy import func, select

from hub.core import clock
from hub.core.db import db
from hub.core.locale import gettext, ngettext
from hub.core.probes import Health, ServiceState
from hub.services.jobs.models import Job, JobState, JobWorker
from hub.services.jobs.waking import bell

LATE = timedelta(minutes=5)
SILENT = timedelta(minutes=1)


def check_queue() -> Health:
    """Weak when jobs are dead letters, or when the oldest due one has waited for more than five minutes."""
    rows = db.session.execute(
        select(Job.state, func.count())
        .where(Job.state.in_([JobState.WAITING, JobState.RUNNING, JobState.FAILED]))
        .group_by(Job.state)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    oldest = db.session.scalar(select(func.min(Job.run_at)).where(Job.state == JobState.WAITING))
    age = max(clock.utcnow() - oldest, timedelta()) if oldest else timedelta()
    failed = counts.get(JobState.FAILED, 0)
    figures = {
        "waiting": counts.get(JobState.WAITING, 0),
        "running": counts.get(JobState.RUNNING, 0),
        "failed": failed,
        "oldest_seconds": int(age.total_seconds()),
    }
    if age > LATE:
        return Health(ServiceState.WEAK, gettext("Jobs wait for more than five minutes."), figures)
    if failed:
        note = ngettext("%(num)s job has failed for good.", "%(num)s jobs have failed for good.", failed)
        return Health(ServiceState.WEAK, note, figures)
    return Health(ServiceState.OK, figures=figures)


def check_workers() -> Health:
    """Down when no worker gave a sign of life within a minute: then nothing is sent and nothing is tidied."""
    alive = db.session.scalar(
        select(func.count()).select_from(JobWorker).where(JobWorker.seen_at > clock.utcnow() - SILENT)
    )
    if not alive:
        note = gettext("No worker is alive: jobs wait until one is started.")
        return Health(ServiceState.DOWN, note, {"alive": 0})
    return Health(ServiceState.OK, figures={"alive": alive})


def check_redis() -> Health:
    """Off when it is not set. While it is down, jobs are found by looking, some seconds later."""
    line = bell().line
    if line is None:
        return Health(ServiceState.OFF)
    if line.answers():
        return Health(ServiceState.OK)
    return Health(ServiceState.DOWN, gettext("Redis does not answer: jobs begin some seconds later, nothing is lost."))
