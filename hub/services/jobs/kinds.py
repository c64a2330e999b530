"""What can be done later, and what is done regularly. Rooms register both when the app is built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hub.core.db import DbSession

Run = Callable[[DbSession, Mapping[str, Any]], None]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class JobKind:
    """`run(session, payload)` does it, in an application context and in the one transaction that also ends the job.
    `attempts`: after so many failures the job is a dead letter. `priority`: smaller first, 0 is usual. `longest`: a job that
    takes longer hangs; its worker is ended and started again."""

    name: str
    run: Run
    attempts: int = 8
    priority: int = 0
    longest: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Enqueues a job of kind `job` once every `every`, `offset` after the round time (UTC). Its payload is
    `{"slot": "2026-11-24T03:00:00+00:00"}`. What was missed while no worker ran is caught up with one job, not many."""

    name: str
    job: str
    every: timedelta
    offset: timedelta = timedelta()

    def slot(self, moment: datetime) -> datetime:
        """The beginning of the slot that `moment` is in."""
        return moment - (moment - EPOCH - self.offset) % self.every


_kinds: dict[str, JobKind] = {}
_schedules: dict[str, Schedule] = {}


def register_job(kind: JobKind) -> None:
    """The same kind again changes nothing; another of the same name is refused."""
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"job kind {kind.name!r} is registered twice")


def register_schedule(schedule: Schedule) -> None:
    """The same schedule again changes nothing; another of the same name is refused."""
    if _schedules.setdefault(schedule.name, schedule) != schedule:
        raise ValueError(f"schedule {schedule.name!r} is registered twice")


def job_kind(name: str) -> JobKind:
    """Raises ValueError for a name that nobody registered."""
    if name not in _kinds:
        raise ValueError(f"job kind {name!r} is not registered")
    return _kinds[name]


def kind_names() -> list[str]:
    return sorted(_kinds)


def schedules() -> list[Schedule]:
    return list(_schedules.values())
