"""Slots, backoff, pruning."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.core import clock
from hub.core.db import DbSession, db
from hub.services.jobs import Job, JobKind, JobSlot, JobState, Schedule, enqueue, register_job
from hub.services.jobs.kinds import job_kind, schedules
from hub.services.jobs.outcomes import backoff
from hub.services.jobs.pruning import PRUNE_DAILY
from hub.services.jobs.scheduling import Rota
from tests.factories.jobs import run_jobs

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def tick(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Nothing: only when it runs matters."""


register_job(JobKind(name="test.tick", run=tick))
HOURLY = Schedule(name="test.hourly", job="test.tick", every=HOUR)


@pytest.fixture
def noon(context: Flask) -> Iterator[Flask]:
    with clock.frozen(NOON):
        yield context


@pytest.mark.parametrize(
    ("attempts", "shortest", "usual", "longest"),
    [
        (1, 11.25, 15, 18.75),
        (2, 33.75, 45, 56.25),
        (3, 101.25, 135, 168.75),
        (7, 8201.25, 10_935, 13_668.75),
        (8, 16_200, 21_600, 27_000),
        (500, 16_200, 21_600, 27_000),
    ],
)
def test_backoff_grows_to_six_hours(attempts: int, shortest: float, usual: float, longest: float) -> None:
    assert [backoff(attempts, chance).total_seconds() for chance in (0, 0.5, 1)] == [shortest, usual, longest]
    assert shortest <= backoff(attempts).total_seconds() <= longest


@pytest.mark.parametrize(
    ("schedule", "moment", "slot"),
    [
        (HOURLY, "2026-11-24T12:00:00", "2026-11-24T12:00:00"),
        (HOURLY, "2026-11-24T12:59:59.999999", "2026-11-24T12:00:00"),
        (PRUNE_DAILY, "2026-11-24T02:59:59", "2026-11-23T03:00:00"),
        (PRUNE_DAILY, "2026-11-24T03:00:00", "2026-11-24T03:00:00"),
    ],
)
def test_slots_begin_at_round_times(schedule: Schedule, moment: str, slot: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert schedule.slot(at) == datetime.fromisoformat(slot).replace(tzinfo=UTC)


def test_every_schedule_enqueues_a_job_that_is_registered(noon: Flask) -> None:
    assert {schedule.name for schedule in schedules()} >= {"jobs.prune"}
    for schedule in schedules():
        assert job_kind(schedule.job).name == schedule.job


def test_each_slot_fires_once_whoever_looks(noon: Flask) -> None:
    one, two = Rota([HOURLY]), Rota([HOURLY])
    assert [one.fire(), two.fire(), one.fire()] == [1, 0, 0]
    with clock.frozen(NOON + HOUR / 2):
        assert [one.fire(), two.fire(), Rota([HOURLY]).fire()] == [0, 0, 0]
    with clock.frozen(NOON + 5 * HOUR):
        assert [two.fire(), one.fire()] == [1, 0], "what was missed is caught up with one job"
    payloads = db.session.scalars(select(Job.payload).order_by(Job.id)).all()
    assert [payload["slot"] for payload in payloads] == ["2026-11-24T12:00:00+00:00", "2026-11-24T17:00:00+00:00"]


def test_old_finished_jobs_and_slots_go_and_dead_letters_stay(noon: Flask) -> None:
    old, recent = NOON - timedelta(days=15), NOON - timedelta(days=13)
    for number, (state, finished) in enumerate(
        [
            (JobState.DONE, old),
            (JobState.DISCARDED, old),
            (JobState.DONE, recent),
            (JobState.FAILED, old),
            (JobState.WAITING, None),
        ]
    ):
        db.session.add(
            Job(kind="test.tick", payload={"n": number}, state=state, finished_at=finished, run_at=NOON + HOUR)
        )
    db.session.add_all([JobSlot(name="test.hourly", slot=old), JobSlot(name="test.hourly", slot=recent)])
    enqueue(db.session, job_kind("jobs.prune").name, {})
    assert run_jobs(db.session) == 1
    left = db.session.scalars(select(Job.payload).where(Job.kind == "test.tick").order_by(Job.id)).all()
    assert [payload["n"] for payload in left] == [2, 3, 4]
    assert db.session.scalar(select(func.count()).select_from(JobSlot)) == 1
