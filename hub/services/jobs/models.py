"""Jobs, the slots of schedules, and the workers that are alive."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base


class JobState(StrEnum):
    """WAITING → RUNNING → DONE; back to WAITING after a failure, FAILED (a dead letter) after the last; DISCARDED by hand."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DISCARDED = "discarded"


class Job(Base):
    """Something to do later. `payload`: ids and plain values, no personal text. `key`: unique among the jobs of a kind.
    `priority`: smaller first. `lease_token`: new at every claim; who no longer holds it cannot end the job.
    `last_error`: the kind of error and where it happened, never its message, which may quote people or secrets."""

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_kind_key", "kind", "key", unique=True),
        Index(
            "ix_job_next",
            "priority",
            "run_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_job_state_run_at", "state", "run_at", "id"),
        Index("ix_job_state_finished_at", "state", "finished_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(String(160))
    priority: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default=JobState.WAITING.value)
    run_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    leased_by: Mapped[str | None] = mapped_column(String(120))
    last_error: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    finished_at: Mapped[datetime | None]


class JobSlot(Base):
    """A slot of a schedule that was fired: whichever process adds the row fires it."""

    __tablename__ = "job_slot"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    slot: Mapped[datetime] = mapped_column(primary_key=True)


class JobWorker(Base):
    """A worker that gives signs of life. `woken_by`: `redis`, or `polling` when it looks by itself."""

    __tablename__ = "job_worker"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    woken_by: Mapped[str] = mapped_column(String(10))


JOB_TABLE = Base.metadata.tables[Job.__tablename__]
"""For the few statements that run for every job."""
