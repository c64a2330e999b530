"""Jobs: what is done later, exactly once for the database, kept in the application's own database.

A room registers what can be done, and adds jobs in its actions, before `commit()`:

    register_job(JobKind(name="mail.deliver", run=deliver))
    register_schedule(Schedule(name="mail.tidy", job="mail.tidy", every=timedelta(days=1)))
    enqueue(db.session, "mail.deliver", {"mail_id": 7}, key="mail:7")

`run(session, payload)` works in the transaction that also ends the job: both are kept, or neither, also when the
process is killed. So it calls actions like a view does, and never `db.session.commit()`. It is short (on SQLite its
transaction keeps others from writing): big work enqueues its parts. An exception means: again later, `attempts` times.

What leaves the database (a mail, a webhook) happens at least once, for no database can take it back. Three rules keep
that harmless: read first, go `outside(session)` to send, write that it was sent; send an identity that is the same at
every attempt (Message-ID, idempotency key) so that the other side can tell; raise `NotNow` when the other side is away.
"""

from flask import Flask

from hub.core.locale import lazy_gettext
from hub.core.probes import register_probe
from hub.core.settings import Settings
from hub.services.jobs.doing import outside
from hub.services.jobs.enqueuing import enqueue
from hub.services.jobs.figures import check_queue, check_redis, check_workers
from hub.services.jobs.kinds import JobKind, Schedule, register_job, register_schedule
from hub.services.jobs.models import Job, JobSlot, JobState, JobWorker
from hub.services.jobs.outcomes import GiveUp, NotNow
from hub.services.jobs.pruning import PRUNE, PRUNE_DAILY
from hub.services.jobs.waking import Bell

__all__ = [
    "GiveUp",
    "Job",
    "JobKind",
    "JobSlot",
    "JobState",
    "JobWorker",
    "NotNow",
    "Schedule",
    "enqueue",
    "init_app",
    "outside",
    "register_job",
    "register_schedule",
]


def init_app(app: Flask) -> None:
    settings: Settings = app.config["HUB"]
    app.extensions["jobs"] = Bell(settings.redis_url)
    register_job(PRUNE)
    register_schedule(PRUNE_DAILY)
    register_probe("queue", lazy_gettext("Queue of jobs"), check_queue)
    register_probe("workers", lazy_gettext("Workers"), check_workers)
    register_probe("redis", lazy_gettext("Redis"), check_redis)
