"""Claiming jobs with a lease, keeping it, ending the job while it is held, and taking back what lost workers held.

A claim writes a new token into the row. Everything that ends a job asks for that token in its own transaction: a worker
whose lease was taken back finds no row, and what it did is rolled back with it.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Update, select, update

from hub.core import clock
from hub.core.db import DbSession, side_transaction
from hub.services.jobs.kinds import kind_names
from hub.services.jobs.models import Job, JobState

LEASE_LOST = "LeaseLost"
"""Kept as the error of a job whose worker gave no more sign of life."""


class LeaseLost(RuntimeError):
    """The job is somebody else's by now: what was done must not be kept."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A job that this worker may do. `attempts`: this one included."""

    job_id: int
    token: str
    kind: str
    payload: Mapping[str, Any]
    attempts: int
    begun_at: datetime


def claim(worker: str, length: timedelta) -> Lease | None:
    """The next due job of a known kind, for `length`; None when nothing is due."""
    with side_transaction() as session:
        now = clock.utcnow()
        job = session.scalars(
            select(Job)
            .where(Job.state == JobState.WAITING, Job.run_at <= now, Job.kind.in_(kind_names()))
            .order_by(Job.priority, Job.run_at, Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if job is None:
            return None
        job.state, job.attempts = JobState.RUNNING, job.attempts + 1
        job.lease_token, job.lease_until, job.leased_by = secrets.token_hex(16), now + length, worker
        return Lease(job.id, job.lease_token, job.kind, job.payload, job.attempts, now)


def next_due(session: DbSession) -> datetime | None:
    """When the earliest waiting job of a known kind is to run. One look into an index."""
    return session.scalar(
        select(Job.run_at)
        .where(Job.state == JobState.WAITING, Job.kind.in_(kind_names()))
        .order_by(Job.run_at)
        .limit(1)
    )


def keep(leases: Iterable[Lease], length: timedelta) -> None:
    """The heartbeat: hold them for another `length`. A lost one stays lost."""
    with side_transaction() as session:
        for lease in leases:
            session.execute(_held(lease).values(lease_until=clock.utcnow() + length))


def finish(session: DbSession, lease: Lease) -> None:
    """End the job, in the transaction of its effects. Raises LeaseLost."""
    _change(session, lease, state=JobState.DONE, finished_at=clock.utcnow(), last_error=None)


def put_back(lease: Lease, *, at: datetime, error: str | None, counts: bool = True) -> None:
    """To be tried again, not before `at`. `counts`: whether this was one of its attempts. Raises LeaseLost."""
    with side_transaction() as session:
        attempts = lease.attempts if counts else lease.attempts - 1
        _change(session, lease, state=JobState.WAITING, run_at=at, attempts=attempts, last_error=error)


def bury(lease: Lease, error: str) -> None:
    """Make it a dead letter, which an administrator may retry or discard. Raises LeaseLost."""
    with side_transaction() as session:
        _change(session, lease, state=JobState.FAILED, finished_at=clock.utcnow(), last_error=error)


def take_back_expired() -> int:
    """Jobs whose worker gave no sign of life until their lease ended wait again. How many."""
    with side_transaction() as session:
        return _take_back(session, Job.lease_until < clock.utcnow())


def take_back_from(worker: str) -> int:
    """Jobs of a worker that is known to be dead wait again at once. How many."""
    with side_transaction() as session:
        return _take_back(session, Job.leased_by == worker)


def _take_back(session: DbSession, whose: Any) -> int:
    result = session.execute(
        update(Job)
        .where(Job.state == JobState.RUNNING, whose)
        .values(state=JobState.WAITING, last_error=LEASE_LOST, lease_token=None, lease_until=None, leased_by=None)
        .execution_options(synchronize_session=False)
    )
    return _changed(result)


def _held(lease: Lease) -> Update:
    return (
        update(Job)
        .where(Job.id == lease.job_id, Job.lease_token == lease.token)
        .execution_options(synchronize_session=False)
    )


def _change(session: DbSession, lease: Lease, **values: Any) -> None:
    result = session.execute(_held(lease).values(lease_token=None, lease_until=None, leased_by=None, **values))
    if _changed(result) != 1:
        raise LeaseLost(lease.kind)


def _changed(result: Any) -> int:
    assert isinstance(result, CursorResult)  # noqa: S101 - what an UPDATE gives
    return result.rowcount
