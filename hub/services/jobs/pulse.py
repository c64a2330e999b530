"""A worker's sign of life: renews its leases and its row, and takes back what lost workers held."""

import threading
from collections.abc import Callable
from datetime import timedelta

import structlog
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError

from hub.core import clock
from hub.core.db import side_transaction
from hub.services.jobs.kinds import job_kind
from hub.services.jobs.leasing import Lease, keep, take_back_expired
from hub.services.jobs.models import JobWorker
from hub.services.jobs.redis_ear import RedisEar

log = structlog.get_logger("hub.jobs")

LONGEST_BEAT = 15.0
FORGOTTEN_AFTER = timedelta(hours=1)


class Pulse(threading.Thread):
    """Beats four times a lease, at least every quarter of a minute. `held`: the leases of the moment. `hangs` is told of a
    job that takes longer than its kind may."""

    def __init__(
        self,
        app: Flask,
        name: str,
        length: timedelta,
        held: Callable[[], list[Lease]],
        ear: RedisEar,
        hangs: Callable[[Lease], None],
    ) -> None:
        super().__init__(name="pulse", daemon=True)
        self._app = app
        self._worker = name
        self._length = length
        self._held = held
        self._ear = ear
        self._hangs = hangs
        self._started_at = clock.utcnow()
        self._over = threading.Event()

    def run(self) -> None:
        seconds = min(self._length.total_seconds() / 4, LONGEST_BEAT)
        with self._app.app_context():
            while not self._over.is_set():
                try:
                    self.beat()
                except SQLAlchemyError as error:  # a job of ours may hold the lock: it cannot be taken over meanwhile
                    log.info("pulse delayed", error=type(error).__name__)
                self._over.wait(seconds)

    def beat(self) -> None:
        for lease in self._held():
            if clock.utcnow() - lease.begun_at > job_kind(lease.kind).longest:
                self._hangs(lease)
        keep(self._held(), self._length)
        with side_transaction() as session:
            session.merge(
                JobWorker(
                    name=self._worker,
                    started_at=self._started_at,
                    seen_at=clock.utcnow(),
                    woken_by="redis" if self._ear.is_listening else "polling",
                )
            )
        if taken := take_back_expired():
            log.warning("took back jobs of lost workers", jobs=taken)
            self._ear.bell.ring_here()

    def stop(self) -> None:
        self._over.set()

    def say_goodbye(self) -> None:
        """Once stopped."""
        self.join(1.0)
        try:
            forget_worker(self._worker)
        except SQLAlchemyError as error:
            log.info("left without goodbye", error=type(error).__name__)


def forget_worker(name: str) -> None:
    """Take away the row of a worker that has ended, and of those that left without a word long ago."""
    with side_transaction() as session:
        session.execute(
            delete(JobWorker).where((JobWorker.name == name) | (JobWorker.seen_at < clock.utcnow() - FORGOTTEN_AFTER))
        )
