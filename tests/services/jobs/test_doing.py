"""Jobs are added with the change, and their effects and their end are one transaction."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from hub.core import clock
from hub.core.db import DbSession, WriteWhileReading, db, one_transaction, reading
from hub.services.jobs import GiveUp, Job, JobKind, JobState, NotNow, enqueue, outside, register_job
from hub.services.jobs.doing import do
from hub.services.jobs.draining import drain
from hub.services.jobs.leasing import Lease, LeaseLost, claim, keep, put_back, take_back_expired, take_back_from
from hub.services.jobs.waking import Bell
from hub.services.mail.models import Mail
from tests.factories.jobs import run_jobs

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

FAILURES: dict[str, Exception] = {
    "gives up": GiveUp("refused for good"),
    "not now": NotNow("mail server away", after=timedelta(minutes=3)),
    "fails": ValueError("a secret of amina@example.org"),
}


def leave_a_trace(session: DbSession, payload: Mapping[str, Any]) -> None:
    session.add(Mail(kind="test.trace", to="", language="fr", subject=str(payload["number"]), body=""))
    session.flush()
    if payload.get("how"):
        raise FAILURES[payload["how"]]


def join_others(session: DbSession, payload: Mapping[str, Any]) -> None:
    with one_transaction():
        leave_a_trace(session, {"number": 1})
    raise ValueError


def go_outside(session: DbSession, payload: Mapping[str, Any]) -> None:
    if payload["writes"]:
        enqueue(session, "test.trace", {"number": 1})
    session.scalars(select(Mail.id)).all()
    with outside(session):
        if payload["reads"]:
            session.scalars(select(Mail.id)).all()
    leave_a_trace(session, {"number": 2})


for kind in (
    JobKind(name="test.trace", run=leave_a_trace, attempts=3),
    JobKind(name="test.first", run=leave_a_trace, priority=-1),
    JobKind(name="test.joins", run=join_others),
    JobKind(name="test.outside", run=go_outside),
):
    register_job(kind)


@pytest.fixture
def noon(context: Flask) -> Iterator[Flask]:
    with clock.frozen(NOON):
        yield context


@contextmanager
def looking() -> Iterator[DbSession]:
    """A look that holds no transaction open afterwards: on SQLite it would keep the jobs from writing."""
    db.session.rollback()
    yield db.session
    db.session.expunge_all()
    db.session.rollback()


def traces() -> list[str]:
    with looking() as session:
        return list(session.scalars(select(Mail.subject).where(Mail.kind == "test.trace").order_by(Mail.id)))


def the_job() -> Job:
    with looking() as session:
        return session.scalars(select(Job)).one()


def app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined]


def claimed() -> Lease:
    db.session.commit()
    lease = claim("one", MINUTE)
    assert lease
    return lease


def test_a_job_exists_exactly_when_the_change_does(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1})
    db.session.rollback()
    assert run_jobs(db.session) == 0
    enqueue(db.session, "test.trace", {"number": 2})
    assert run_jobs(db.session) == 1
    assert traces() == ["2"]
    assert the_job().state == JobState.DONE
    assert run_jobs(db.session) == 0


def test_the_same_key_adds_nothing_and_another_kind_has_keys_of_its_own(noon: Flask) -> None:
    assert enqueue(db.session, "test.trace", {"number": 1}, key="a")
    assert not enqueue(db.session, "test.trace", {"number": 2}, key="a")
    assert enqueue(db.session, "test.first", {"number": 3}, key="a")
    assert run_jobs(db.session) == 2
    assert not enqueue(db.session, "test.trace", {"number": 4}, key="a"), "known after it was done, too"
    with pytest.raises(ValueError, match="not registered"):
        enqueue(db.session, "test.unheard", {})


def test_a_page_that_is_only_read_adds_no_job(noon: Flask) -> None:
    with reading(), pytest.raises(WriteWhileReading):
        enqueue(db.session, "test.trace", {"number": 1})


def test_priority_goes_before_time_and_nothing_runs_early(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1}, at=NOON - MINUTE)
    enqueue(db.session, "test.trace", {"number": 2}, at=NOON - 2 * MINUTE)
    enqueue(db.session, "test.first", {"number": 3})
    enqueue(db.session, "test.first", {"number": 4}, at=NOON + MINUTE)
    assert run_jobs(db.session) == 3
    assert traces() == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("how", "state", "earliest", "latest", "attempts", "error"),
    [
        ("fails", JobState.WAITING, 11.2, 18.8, 1, "ValueError (test_doing.py:"),
        ("not now", JobState.WAITING, 180, 180, 0, "NotNow: mail server away"),
        ("gives up", JobState.FAILED, 0, 0, 1, "GiveUp: refused for good"),
    ],
)
def test_a_failure_leaves_nothing_but_its_kind(
    noon: Flask, how: str, state: JobState, earliest: float, latest: float, attempts: int, error: str
) -> None:
    enqueue(db.session, "test.trace", {"number": 1, "how": how})
    assert run_jobs(db.session, allow_failures=True) == 1
    assert traces() == []
    job = the_job()
    assert (job.state, job.attempts, job.lease_token) == (state, attempts, None)
    assert earliest <= (job.run_at - NOON).total_seconds() <= latest
    assert (job.last_error or "").startswith(error)
    assert "amina" not in (job.last_error or "")


def test_after_its_last_attempt_a_job_is_a_dead_letter(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1, "how": "fails"})
    for attempt in range(1, 4):
        assert run_jobs(db.session, allow_failures=True) == 1
        assert the_job().attempts == attempt
        assert the_job().state == (JobState.WAITING if attempt < 3 else JobState.FAILED)
        db.session.execute(Job.__table__.update().values(run_at=NOON))  # type: ignore[attr-defined]
    assert run_jobs(db.session) == 0


def test_a_worker_that_lost_its_lease_keeps_nothing(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1})
    late = claimed()
    assert claim("two", MINUTE) is None
    with clock.frozen(NOON + 2 * MINUTE):
        assert take_back_expired() == 1
        assert the_job().last_error == "LeaseLost"
        second = claim("two", MINUTE)
        assert second
        assert second.attempts == 2
        keep([late], MINUTE)
        assert isinstance(do(app(), late), LeaseLost)
        assert traces() == []
        with pytest.raises(LeaseLost):
            put_back(late, at=NOON, error=None)
        assert do(app(), second) is None
    assert traces() == ["1"]
    assert the_job().state == JobState.DONE


def test_a_heartbeat_keeps_the_lease_and_a_known_death_ends_it(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1})
    lease = claimed()
    with clock.frozen(NOON + timedelta(seconds=50)):
        keep([lease], MINUTE)
    with clock.frozen(NOON + timedelta(seconds=100)):
        assert take_back_expired() == 0
    assert take_back_from("somebody else") == 0
    assert take_back_from("one") == 1


def test_a_job_that_kills_its_workers_becomes_a_dead_letter(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1})
    db.session.commit()
    for _ in range(3):
        assert claim("one", MINUTE)
        take_back_from("one")
    assert isinstance(drain(app())[0], GiveUp)
    assert the_job().state == JobState.FAILED
    assert traces() == []


def test_actions_that_join_their_own_steps_stay_inside_the_job(noon: Flask) -> None:
    enqueue(db.session, "test.joins", {})
    run_jobs(db.session, allow_failures=True)
    assert traces() == []


@pytest.mark.parametrize(
    ("writes", "reads", "complaint"),
    [(False, False, None), (True, False, "before it writes"), (False, True, "while it is outside")],
)
def test_outside_no_transaction_is_open(noon: Flask, writes: bool, reads: bool, complaint: str | None) -> None:
    enqueue(db.session, "test.outside", {"writes": writes, "reads": reads})
    db.session.commit()
    [outcome] = drain(app())
    assert (complaint is None and outcome is None) or complaint in str(outcome)
    assert traces() == ([] if complaint else ["2"])


def test_kinds_that_this_process_does_not_know_are_left_to_others(noon: Flask) -> None:
    enqueue(db.session, "test.trace", {"number": 1})
    db.session.execute(Job.__table__.update().values(kind="test.of_tomorrow"))  # type: ignore[attr-defined]
    assert run_jobs(db.session) == 0
    assert the_job().state == JobState.WAITING


def test_the_bell_rings_when_a_job_is_committed_and_not_before(noon: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[Bell] = []

    def ring(bell: Bell) -> None:
        rung.append(bell)

    monkeypatch.setattr(Bell, "ring", ring)
    db.session.commit()
    with db.session.begin_nested():
        enqueue(db.session, "test.trace", {"number": 1}, key="a")
    enqueue(db.session, "test.trace", {"number": 2}, key="a")
    db.session.rollback()
    db.session.commit()
    assert rung == []
    with db.session.begin_nested():
        enqueue(db.session, "test.trace", {"number": 1}, key="a")
    assert rung == []
    db.session.commit()
    assert len(rung) == 1
    db.session.commit()
    assert len(rung) == 1


def test_the_pipe_wakes_whoever_waits(noon: Flask) -> None:
    bell = Bell(None)
    bell.hang()
    for _ in range(66_000):
        bell.ring()
    started = time.monotonic()
    bell.wait(30)
    assert time.monotonic() - started < 10
