"""What search does by jobs: the vocabulary and old misses at night, and what an older analyser left behind."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from hub.core.db import DbSession, db, reading
from hub.services.jobs import JobKind, Schedule, enqueue, outside, register_job, register_schedule

from .analyser import ANALYSER_VERSION
from .misses import forget_old_misses
from .rebuilding import has_stale, optimize, rebuild_stale
from .vocabulary import keep_words, tally_words


def _tidy(session: DbSession, _payload: Mapping[str, Any]) -> None:
    """Counting takes long: it reads beside the job's transaction. An index in many pieces is slow to search."""
    with outside(session), reading(), Session(db.engine) as beside:
        counted = tally_words(beside)
    keep_words(session, counted)
    forget_old_misses(session)
    optimize(session)


def _refresh(session: DbSession, payload: Mapping[str, Any]) -> None:
    """One batch, then the next as a job of its own."""
    if rebuild_stale(session):
        refresh(session, int(payload["part"]) + 1)


def refresh(session: DbSession, part: int = 0) -> None:
    """Have the documents of an older analyser made anew, if there are any (not committed)."""
    if has_stale(session):
        enqueue(session, REFRESH.name, {"part": part}, key=f"{ANALYSER_VERSION}:{part}")


TIDY = JobKind(name="search.tidy", run=_tidy)
REFRESH = JobKind(name="search.refresh", run=_refresh, priority=5)
TIDY_NIGHTLY = Schedule(name="search.tidy", job=TIDY.name, every=timedelta(days=1), offset=timedelta(hours=2))


def register() -> None:
    register_job(TIDY)
    register_job(REFRESH)
    register_schedule(TIDY_NIGHTLY)
