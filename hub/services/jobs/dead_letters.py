"""What an administrator decides about dead letters, in the transaction of the act (not committed)."""

from typing import Any

from sqlalchemy import ColumnElement, CursorResult, update

from hub.core import clock
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.services.jobs.enqueuing import wake_after_commit
from hub.services.jobs.models import Job, JobState


def retry(session: DbSession, job_id: int) -> None:
    """With all its attempts again. Raises NotFound unless it is a dead letter."""
    if not _revive(session, Job.id == job_id):
        raise NotFound


def retry_all(session: DbSession) -> int:
    """Every dead letter: after an outage. How many."""
    return _revive(session)


def discard(session: DbSession, job_id: int) -> None:
    """It will never be done. Raises NotFound unless it is a dead letter."""
    if not _change(session, Job.id == job_id, state=JobState.DISCARDED, finished_at=clock.utcnow()):
        raise NotFound


def _revive(session: DbSession, *which: ColumnElement[bool]) -> int:
    revived = _change(session, *which, state=JobState.WAITING, run_at=clock.utcnow(), attempts=0, finished_at=None)
    wake_after_commit(session)
    return revived


def _change(session: DbSession, *which: ColumnElement[bool], **values: Any) -> int:
    result = session.execute(
        update(Job)
        .where(Job.state == JobState.FAILED, *which)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 - what an UPDATE gives
    return result.rowcount
