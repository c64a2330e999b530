"""Doing one job: its database effects and its end are one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, scoped_session

from hub.core import clock
from hub.core.db import DbSession, db, one_transaction
from hub.services.jobs.kinds import job_kind
from hub.services.jobs.leasing import LEASE_LOST, Lease, LeaseLost, bury, finish, put_back
from hub.services.jobs.outcomes import GiveUp, NotNow, backoff, describe

log = structlog.get_logger("hub.jobs")

_WROTE = "job_wrote"


def do(app: Flask, lease: Lease) -> Exception | None:
    """Do a claimed job in a context of its own. What went wrong is kept with the job, logged and returned."""
    with app.app_context():
        kind = job_kind(lease.kind)
        try:
            if lease.attempts > kind.attempts:
                raise GiveUp(LEASE_LOST)
            with one_transaction():
                _watch(db.session)
                kind.run(db.session, lease.payload)
                finish(db.session, lease)
        except Exception as error:
            _failed(lease, kind.attempts, error)
            return error
    return None


@contextmanager
def outside(session: DbSession) -> Iterator[None]:
    """No transaction is open inside: for what takes long (an SMTP server, a webhook), which must not hold the database.

    Read what is needed into plain values before; write after. Raises RuntimeError when something was written before,
    because it would be lost, or when the database is used inside."""
    real = _real(session)
    if real.info.get(_WROTE) or real.new or real.dirty or real.deleted:
        raise RuntimeError("a job goes outside before it writes")
    real.rollback()
    yield
    if real.in_transaction():
        raise RuntimeError("a job does not use the database while it is outside")


def _real(session: DbSession) -> Session:
    return session() if isinstance(session, scoped_session) else session


def _watch(session: DbSession) -> None:
    """Remember whether this job has written, for `outside`."""
    real = _real(session)
    real.info[_WROTE] = False

    def note(*_: Any) -> None:
        real.info[_WROTE] = True

    def note_statement(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            note()

    event.listen(real, "after_flush", note)
    event.listen(real, "do_orm_execute", note_statement)


def _failed(lease: Lease, allowed: int, error: Exception) -> None:
    if isinstance(error, LeaseLost):
        log.warning("job was somebody else's by now", kind=lease.kind, job=lease.job_id)
        return
    words = describe(error)
    try:
        if isinstance(error, NotNow):
            put_back(lease, at=clock.utcnow() + error.after, error=words, counts=False)
        elif isinstance(error, GiveUp) or lease.attempts >= allowed:
            bury(lease, words)
        else:
            put_back(lease, at=clock.utcnow() + backoff(lease.attempts), error=words)
    except LeaseLost:
        log.warning("job was somebody else's by now", kind=lease.kind, job=lease.job_id)
        return
    log.warning("job failed", kind=lease.kind, job=lease.job_id, attempts=lease.attempts, error=words)
