"""Adding a job, in the transaction of the change that asks for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from hub.core import clock
from hub.core.db import DbSession
from hub.services.jobs.kinds import job_kind
from hub.services.jobs.models import JOB_TABLE, JobState
from hub.services.jobs.waking import wake_workers

_ADDED = "jobs_added"
_ADD = {
    name: dialect.insert(JOB_TABLE).on_conflict_do_nothing(index_elements=["kind", "key"]).returning(JOB_TABLE.c.id)
    for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}


def enqueue(
    session: DbSession,
    kind: str,
    payload: Mapping[str, Any],
    *,
    key: str | None = None,
    at: datetime | None = None,
) -> bool:
    """Add a job (not committed): it exists exactly when the change does. `at`: not before; None: as soon as possible.
    False when the key is known for this kind already (until finished jobs are pruned): nothing is added then.
    Raises ValueError for a kind that nobody registered."""
    registered = job_kind(kind)
    now = clock.utcnow()
    values = {
        "kind": kind,
        "payload": dict(payload),
        "key": key,
        "priority": registered.priority,
        "state": JobState.WAITING,
        "run_at": at or now,
        "attempts": 0,
        "created_at": now,
    }
    added = session.execute(_ADD[session.get_bind().dialect.name], values).scalar()
    if added is not None:
        wake_after_commit(session)
    return added is not None


def wake_after_commit(session: DbSession) -> None:
    session.info[_ADDED] = True


@event.listens_for(Session, "after_commit")
def _wake(session: Session) -> None:
    if session.info.get(_ADDED) and not session.in_nested_transaction():
        del session.info[_ADDED]
        wake_workers()


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: Any) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_ADDED, None)
