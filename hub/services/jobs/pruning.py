"""Taking away what was finished long ago."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from hub.core import clock
from hub.core.db import DbSession
from hub.services.jobs.enqueuing import enqueue
from hub.services.jobs.kinds import JobKind, Schedule
from hub.services.jobs.models import Job, JobSlot, JobState

KEPT = timedelta(days=14)
"""For so long a finished job is kept, and its key with it. Dead letters stay until somebody decides."""

BATCH = 2_000


def prune(session: DbSession, payload: Mapping[str, Any]) -> None:
    """One batch; more follow while there is more."""
    before = clock.utcnow() - KEPT
    old = list(
        session.scalars(
            select(Job.id)
            .where(Job.state.in_([JobState.DONE, JobState.DISCARDED]), Job.finished_at < before)
            .limit(BATCH)
        )
    )
    session.execute(delete(Job).where(Job.id.in_(old)).execution_options(synchronize_session=False))
    session.execute(delete(JobSlot).where(JobSlot.slot < before).execution_options(synchronize_session=False))
    if len(old) == BATCH:
        enqueue(session, PRUNE.name, payload)


PRUNE = JobKind(name="jobs.prune", run=prune, priority=10)
PRUNE_DAILY = Schedule(name="jobs.prune", job=PRUNE.name, every=timedelta(days=1), offset=timedelta(hours=3))
