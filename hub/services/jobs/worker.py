"""A worker: fires schedules, claims what is due, does it in a few threads, and tells that it is alive.

The main thread looks and claims; hands (threads) do the jobs; the pulse (a thread) renews leases and the sign of life, and
takes back what lost workers held. A worker that is asked to stop claims nothing more, finishes what it can within
`GRACE` and gives the rest back.
"""

import os
import signal
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import FrameType

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hub.core import clock
from hub.core.db import db, reading
from hub.core.ids import new_token
from hub.core.settings import Settings
from hub.services.jobs.doing import do
from hub.services.jobs.kinds import schedules
from hub.services.jobs.leasing import Lease, LeaseLost, claim, next_due, put_back, take_back_from
from hub.services.jobs.outcomes import backoff
from hub.services.jobs.pulse import Pulse, forget_worker
from hub.services.jobs.redis_ear import RedisEar
from hub.services.jobs.scheduling import Rota
from hub.services.jobs.waking import Bell

log = structlog.get_logger("hub.jobs")

GRACE = 8.0
IDLE = 1.0
IDLE_WITH_REDIS = 5.0
LONGEST_PAUSE = 30.0
"""Seconds: for finishing when asked to stop; between two looks; between two tries while the database is away."""

HUNG = "Hung"
"""Kept as the error of a job that took longer than its kind may."""


def worker_name() -> str:
    """A new one for each start of a worker."""
    return f"{socket.gethostname()[:80]}:{new_token()[:8]}"


class Worker:
    """`threads`: how many jobs at once. `parent`: the process that it must not outlive, if there is one."""

    def __init__(self, app: Flask, *, threads: int, name: str = "", parent: int | None = None) -> None:
        settings: Settings = app.config["HUB"]
        self.app = app
        self.name = name or worker_name()
        self.length = timedelta(seconds=settings.job_lease)
        self._parent = parent
        self._bell: Bell = app.extensions["jobs"]
        self._bell.hang()
        self._ear = RedisEar(self._bell)
        self._leases: dict[int, Lease] = {}
        self._free = threading.Semaphore(threads)
        self._hands = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._rota = Rota(schedules())
        self._stopping = threading.Event()
        self._pause = IDLE

    def run(self, predecessor: str | None = None) -> None:
        """Until it is told to stop. `predecessor`: a worker known to be dead, whose jobs need not wait for their lease."""
        pulse = Pulse(self.app, self.name, self.length, self._held, self._ear, self._end_hung)
        with self.app.app_context():
            self._ear.start()
            pulse.start()
            if predecessor:
                self._inherit(predecessor)
            while not self._stopping.is_set() and not self._orphaned():
                self._turn()
            self._leave(pulse)

    def obey_signals(self) -> None:
        """SIGTERM and SIGINT ask it to stop. For the main thread of a process."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    @property
    def hears_redis(self) -> bool:
        return self._ear.is_listening

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Ask it to stop; from any thread or a signal."""
        self._stopping.set()
        self._bell.ring_here()

    def _turn(self) -> None:
        try:
            self._rota.fire()
            due_in = self._seconds_until_due()
            if due_in <= 0:
                self._hand_out()
            self._pause = IDLE
        except SQLAlchemyError as error:
            log.warning("the database does not serve jobs", error=type(error).__name__)
            self._bell.wait(self._pause)
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            return
        idle = IDLE_WITH_REDIS if self._ear.is_listening else IDLE
        self._bell.wait(min(idle, due_in) if due_in > 0 else idle)

    def _seconds_until_due(self) -> float:
        """One look into an index, without a write lock: what an idle worker costs."""
        with reading(), Session(db.engine) as session:
            moment = next_due(session)
        return (moment - clock.utcnow()).total_seconds() if moment else IDLE_WITH_REDIS

    def _hand_out(self) -> None:
        """Until no hand is free or nothing is due. A hand that becomes free rings the bell."""
        while not self._stopping.is_set() and self._free.acquire(blocking=False):
            lease = None
            try:
                lease = claim(self.name, self.length)
            finally:
                if lease is None:
                    self._free.release()
            if lease is None:
                return
            self._leases[lease.job_id] = lease
            self._hands.submit(self._work, lease)

    def _work(self, lease: Lease) -> None:
        try:
            do(self.app, lease)
        except Exception as error:
            log.warning("a job's end was not kept: its lease will run out", kind=lease.kind, error=type(error).__name__)
        finally:
            self._leases.pop(lease.job_id, None)
            self._free.release()
            self._bell.ring_here()

    def _held(self) -> list[Lease]:
        return list(self._leases.values())

    def _inherit(self, predecessor: str) -> None:
        try:
            taken = take_back_from(predecessor)
            forget_worker(predecessor)
        except SQLAlchemyError as error:
            log.warning("leases of a lost worker must run out", error=type(error).__name__)
            return
        log.warning("took over from a lost worker", jobs=taken)

    def _end_hung(self, lease: Lease) -> None:
        """A thread cannot be stopped from outside, a process can: whoever looks after it starts another."""
        log.error("a job hangs: its worker ends itself", kind=lease.kind, job=lease.job_id)
        try:
            put_back(lease, at=clock.utcnow() + backoff(lease.attempts), error=HUNG)
        except (LeaseLost, SQLAlchemyError) as error:
            log.warning("a lease must run out", kind=lease.kind, error=type(error).__name__)
        sys.stderr.flush()
        os._exit(1)

    def _orphaned(self) -> bool:
        return self._parent is not None and os.getppid() != self._parent

    def _leave(self, pulse: Pulse) -> None:
        self._hands.shutdown(wait=False)
        deadline = clock.utcnow() + timedelta(seconds=GRACE)
        while self._leases and clock.utcnow() < deadline:
            self._bell.wait(0.5)
        pulse.stop()
        unfinished = self._held()
        for lease in unfinished:
            self._give_back(lease)
        pulse.say_goodbye()
        if unfinished:
            sys.stderr.flush()
            os._exit(0)

    def _give_back(self, lease: Lease) -> None:
        try:
            put_back(lease, at=clock.utcnow(), error=None, counts=False)
        except LeaseLost:
            log.info("a job ended while it was given back", kind=lease.kind)
        except SQLAlchemyError as error:
            log.warning("a lease must run out", kind=lease.kind, error=type(error).__name__)
