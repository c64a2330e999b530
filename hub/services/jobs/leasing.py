"""Claiming jobs with a lease, keeping it, ending the job while it is held, and taking back what lost workers held.

A claim writes a new token into the row. Everything that ends a job asks for that token in its own transaction: a worker
whose lease was taken back finds no row, and what it did is rolled back with it.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Update, bindparam, select, update

from hub.core import clock
from hub.core.db import DbSession, side_transaction
from hub.services.jobs.kinds import kind_names
from hub.services.jobs.models import JOB_TABLE, Job, JobState

LEASE_LOST = "LeaseLost"
"""Kept as the error of a job whose worker gave no more sign of life."""


_job = JOB_TABLE.c
_FREE = {"lease_token": None, "lease_until": None, "leased_by": None}

_NEXT = (
    select(_job.id, _job.kind, _job.payload, _job.attempts)
    .where(
        _job.state == JobState.WAITING,
        _job.run_at <= bindparam("now"),
        _job.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(_job.priority, _job.run_at, _job.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_HOLD = (
    update(JOB_TABLE)
    .where(_job.id == bindparam("job"))
    .values(
        state=JobState.RUNNING,
        attempts=_job.attempts + 1,
        lease_token=bindparam("token"),
        lease_until=bindparam("until"),
        leased_by=bindparam("worker"),
    )
)
_FINISH = (
    update(JOB_TABLE)
    .where(_job.id == bindparam("job"), _job.lease_token == bindparam("token"))
    .values(state=JobState.DONE, finished_at=bindparam("now"), last_error=None, **_FREE)
)
"""The statements of every job, written once: building them costs more than running them."""


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
    token, now = secrets.token_hex(16), clock.utcnow()
    with side_transaction() as session:
        job = session.execute(_NEXT, {"now": now, "kinds": kind_names()}).first()
        if job is None:
            return None
        session.execute(_HOLD, {"job": job.id, "token": token, "until": now + length, "worker": worker})
    return Lease(job.id, token, job.kind, job.payload, job.attempts + 1, now)


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
    session.flush()
    values = {"job": lease.job_id, "token": lease.token, "now": clock.utcnow()}
    if _changed(session.execute(_FINISH, values)) != 1:
        raise LeaseLost(lease.kind)


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
        .values(state=JobState.WAITING, last_error=LEASE_LOST, **_FREE)
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
    result = session.execute(_held(lease).values(**_FREE, **values))
    if _changed(result) != 1:
        raise LeaseLost(lease.kind)


def _changed(result: Any) -> int:
    assert isinstance(result, CursorResult)  # noqa: S101 - what an UPDATE gives
    return result.rowcount
