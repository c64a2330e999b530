"""Workers with a job to be killed in: `python -m tests.services.jobs.toy_worker` is `hub worker`; with `two`, it looks
after two of them like `hub serve` does and prints the process id of each that it starts."""

import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from flask import Flask

from hub.app import create_app
from hub.cli import main
from hub.core.db import DbSession
from hub.server import do_jobs
from hub.services.jobs import JobKind, register_job
from hub.services.jobs.companion import Companion
from hub.services.jobs.worker import worker_name
from hub.services.mail.models import Mail

WORK = 0.01


def slow_trace(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Writes at once and stays a while: whoever kills it mostly kills it between its effect and its end."""
    session.add(Mail(kind="test.slow", to="", language="fr", subject=str(payload["number"]), body=""))
    session.flush()
    time.sleep(WORK)


SLOW = JobKind(name="test.slow", run=slow_trace, attempts=20)


def look_after_two(app: Flask) -> None:
    def live(name: str, predecessor: str | None) -> None:
        sys.stdout.write(f"{os.getpid()}\n")
        sys.stdout.flush()
        do_jobs(app, parent, name, predecessor)

    parent = os.getpid()
    companions = [Companion(live, worker_name, sys.stdin.close) for _ in range(2)]
    while True:
        for companion in companions:
            companion.look_after()
        time.sleep(0.05)


if __name__ == "__main__":
    register_job(SLOW)
    if sys.argv[1:] == ["two"]:
        look_after_two(create_app())
    main(["worker", "--threads", "2"])
