"""Doing in a test what a worker would do."""

from typing import Any

from flask import current_app

from hub.core.db import DbSession
from hub.services.jobs.draining import drain


def run_jobs(session: DbSession, *, allow_failures: bool = False) -> int:
    """Commit what the test has prepared, then do every due job, each in a transaction and a context of its own, like a
    worker. Raises what a job raised, unless failures are expected. How many were done."""
    session.commit()
    outcomes = drain(_app())
    if not allow_failures:
        for outcome in outcomes:
            if outcome is not None:
                raise outcome
    return len(outcomes)


def _app() -> Any:
    return current_app._get_current_object()  # type: ignore[attr-defined]
