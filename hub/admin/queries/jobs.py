"""What is waiting, running and failed, and how what the hub leans on is doing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.paging import Cursor, Page, paginate
from hub.core.probes import Health, ServiceState, probes
from hub.services.jobs import Job, JobState

PAGE_SIZE = 50
SHOWN = (JobState.FAILED, JobState.RUNNING, JobState.WAITING)
TONES = {
    ServiceState.OK: "success",
    ServiceState.OFF: "neutral",
    ServiceState.WEAK: "warning",
    ServiceState.DOWN: "danger",
}


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service of the panel. `tone`: of its badge."""

    label: str
    health: Health

    @property
    def tone(self) -> str:
        return TONES[self.health.state]


def services(reader: Actor) -> Sequence[ServiceRow]:
    """Every registered probe, asked now."""
    guard(reader, Permission.ADMIN_JOBS_EDIT)
    return [ServiceRow(str(probe.label), probe.ask()) for probe in probes()]


def job_counts(session: DbSession, reader: Actor) -> dict[str, int]:
    """By state, for those that are shown."""
    guard(reader, Permission.ADMIN_JOBS_EDIT)
    rows = session.execute(select(Job.state, func.count()).where(Job.state.in_(SHOWN)).group_by(Job.state))
    return dict.fromkeys(SHOWN, 0) | {row[0]: row[1] for row in rows}


def jobs(session: DbSession, reader: Actor, state: JobState, cursor: Cursor) -> Page[Job]:
    """Waiting ones by their time, the others newest first."""
    guard(reader, Permission.ADMIN_JOBS_EDIT)
    statement = select(Job).where(Job.state == state)
    if state is JobState.WAITING:
        return paginate(session, statement, [Job.run_at.asc(), Job.id.asc()], cursor, PAGE_SIZE)
    return paginate(session, statement, [Job.run_at.desc(), Job.id.desc()], cursor, PAGE_SIZE)
