"""Jobs are added with the change, done once, and their effects and their end are one transaction."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core import clock
from hub.core.db import DbSession, db
from hub.services.jobs import GiveUp, Job, JobKind, JobState, NotNow, enqueue, register_job
from hub.services.mail.models import Mail
from tests.factories.jobs import run_jobs

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LEASE = timedelta(minutes=1)


def leave_a_trace(session: DbSession, payload: Mapping[str, Any]) -> None:
    session.add(Mail(kind="test.trace", to="", language="fr", subject=str(payload["number"]), body=""))
    session.flush()
    if payload.get("fails"):
        raise {"give_up": GiveUp("refused for good"), "not_now": NotNow("away")}.get(
            payload["fails"], ValueError("a secret")
        )


register_job(JobKind(name="test.trace", run=leave_a_trace, attempts=3))


def traces() -> list[str]:
    return list(db.session.scalars(select(Mail.subject).where(Mail.kind == "test.trace").order_by(Mail.subject)))


def the_job() -> Job:
    db.session.rollback()
    return db.session.scalars(select(Job)).one()


@pytest.fixture
def noon(context: Flask) -> Iterator[Flask]:
    with clock.frozen(NOON):
        yield context


def test_a_job_exists_exactly_when_the_change_does(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1})
    db.session.rollback()
    assert run_jobs(db.session) == 0
    enqueue(db.session, "test.trace", {"number": 2})
    assert run_jobs(db.session) == 1
    assert traces() == ["2"]
    assert the_job().state == JobState.DONE
    assert run_jobs(db.session) == 0
