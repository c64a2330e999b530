"""Real workers: killed, stopped, woken."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.app import create_app
from hub.core import clock
from hub.core.db import DbSession, db
from hub.services.jobs import Job, JobKind, JobState, JobWorker, enqueue, register_job
from hub.services.jobs.worker import Worker
from hub.services.mail.models import Mail
from tests.conftest import settings_for
from tests.factories.redis import RedisServer, wait_until
from tests.services.jobs.toy_worker import SLOW

JOBS = 150
LEASE = "2"

released = threading.Event()


def hang(session: DbSession, payload: Mapping[str, Any]) -> None:
    assert released.wait(20)


register_job(SLOW)
register_job(JobKind(name="test.hangs", run=hang, longest=timedelta(seconds=0.2)))


@contextmanager
def worker_process(database: str, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Killed at the end."""
    environ = {
        **os.environ,
        "HUB_DATABASE_URL": database.replace("+psycopg", ""),
        "HUB_DATA_DIR": str(folder),
        "HUB_JOB_LEASE": LEASE,
    }
    command = [sys.executable, "-m", "tests.services.jobs.toy_worker", *arguments]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def next_child(process: subprocess.Popen[str]) -> int:
    """The process id of the next worker that it starts."""
    assert process.stdout
    return int(process.stdout.readline())


def is_running(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def count(app: Flask, *states: JobState) -> int:
    with app.app_context():
        ours = select(func.count()).where(Job.kind == SLOW.name, Job.state.in_(states))
        return db.session.scalar(ours) or 0


def add_jobs(app: Flask, number: int) -> None:
    with app.app_context():
        for index in range(number):
            enqueue(db.session, "test.slow", {"number": index}, key=str(index))
        db.session.commit()


def test_killed_at_random_points_every_job_is_done_and_none_is_seen_twice(
    app: Flask, database: str, tmp_path: Path
) -> None:
    """Two workers that are looked after, and one on its own, all at once. Two of the looked-after are killed and started
    again; the one on its own is killed and what it held waits for its lease to run out."""
    seed = random.randrange(1_000_000)  # noqa: S311 - not a secret
    chance = random.Random(seed)  # noqa: S311 - not a secret
    first, second, third = sorted(chance.sample(range(5, JOBS - 20), 3))
    add_jobs(app, JOBS)
    with worker_process(database, tmp_path, "two") as pair, worker_process(database, tmp_path) as alone:
        children = [next_child(pair), next_child(pair)]
        born = list(children)
        wait_until(lambda: count(app, JobState.DONE) >= first, 60)
        os.kill(children.pop(chance.randrange(2)), signal.SIGKILL)
        wait_until(lambda: count(app, JobState.DONE) >= second, 60)
        alone.kill()
        born.append(next_child(pair))
        children.append(born[-1])
        wait_until(lambda: count(app, JobState.DONE) >= third, 60)
        os.kill(chance.choice(children), signal.SIGKILL)
        wait_until(lambda: count(app, JobState.DONE) == JOBS, 60)
        born.append(next_child(pair))
    wait_until(
        lambda: not any(map(is_running, born)), 20
    )  # they see that their parent is gone; the next test has this address
    with app.app_context():
        seen = db.session.scalars(select(Mail.subject).where(Mail.kind == "test.slow")).all()
        tried = db.session.scalar(select(func.sum(Job.attempts)).where(Job.kind == SLOW.name))
    assert sorted(map(int, seen)) == list(range(JOBS)), f"seed {seed}"
    assert tried is not None
    assert tried >= JOBS
    assert count(app, JobState.WAITING, JobState.RUNNING, JobState.FAILED) == 0


@contextmanager
def worker_here(app: Flask) -> Iterator[Worker]:
    worker = Worker(app, threads=1)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield worker
    finally:
        worker.stop()
        thread.join(20)


def test_asked_to_stop_it_finishes_what_it_holds_and_says_goodbye(app: Flask) -> None:
    add_jobs(app, JOBS)
    with worker_here(app):
        wait_until(lambda: count(app, JobState.DONE) >= 3, 60)
    assert count(app, JobState.RUNNING) == 0
    assert count(app, JobState.WAITING) > 0
    with app.app_context():
        assert db.session.scalars(select(JobWorker)).all() == []
        assert set(db.session.scalars(select(Job.attempts).where(Job.state == JobState.WAITING))) == {0}


def test_a_worker_with_a_job_that_hangs_ends_itself(
    app: Flask, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[int] = []
    released.clear()

    def end(status: int) -> None:
        ends.append(status)
        released.set()

    monkeypatch.setattr("hub.services.jobs.worker.os._exit", end)
    quick = create_app(replace(settings_for(tmp_path, database), job_lease=2))
    with quick.app_context():
        enqueue(db.session, "test.hangs", {})
        db.session.commit()
        with worker_here(quick):
            wait_until(lambda: ends, 60)
        hung = db.session.scalars(select(Job).where(Job.kind == "test.hangs")).one()
        assert (hung.state, hung.last_error, hung.attempts) == (JobState.WAITING, "Hung", 1)
        db.session.remove()
        db.engine.dispose()
    assert ends[0] == 1


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()


def test_redis_wakes_a_worker_and_may_go_away_and_come_back(
    app: Flask, database: str, tmp_path: Path, redis_server: RedisServer
) -> None:
    settings = replace(settings_for(tmp_path, database), redis_url=redis_server.url)
    working, asking = create_app(settings), create_app(settings)

    def state_of_redis() -> str:
        return asking.test_client().get("/readyz").json["services"]["redis"]["state"]

    def seconds_until_done(number: int) -> float:
        started = clock.utcnow()
        with asking.app_context():
            enqueue(db.session, "test.slow", {"number": number})
            db.session.commit()
        wait_until(lambda: count(asking, JobState.DONE) == number, 20)
        return (clock.utcnow() - started) / timedelta(seconds=1)

    with worker_here(working) as worker:
        wait_until(lambda: worker.hears_redis, 10)
        assert seconds_until_done(1) < 3, "looking by itself would take up to five seconds"
        assert state_of_redis() == "ok"
        redis_server.stop()
        wait_until(lambda: not worker.hears_redis, 10)
        assert seconds_until_done(2) < 10
        assert state_of_redis() == "down"
        redis_server.start()
        wait_until(lambda: worker.hears_redis, 20)
        assert state_of_redis() == "ok"
    for other in (working, asking):
        with other.app_context():
            db.engine.dispose()
