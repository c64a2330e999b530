"""Serving: gunicorn, with the settings of this hub, and the worker that does its jobs."""

import gc
import os
from functools import partial
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from hub.core.db import db
from hub.core.settings import LiveMode, Settings
from hub.services.jobs.companion import Companion
from hub.services.jobs.waking import Bell
from hub.services.jobs.worker import Worker, worker_name
from hub.web.live import PageGate, serve_sockets

GRACE = 10
"""Seconds for requests and jobs to finish when the hub is asked to stop."""

JOBS_AT_ONCE = 2
"""One may wait for a mail server while another goes on."""


class Server(BaseApplication):
    """Gunicorn around an application that is built already."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.is_live = settings.live is LiveMode.EMBEDDED
        if self.is_live:
            app.wsgi_app = PageGate(app.wsgi_app, settings.threads)  # type: ignore[method-assign]
            serve_sockets(app, "threading")
        super().__init__()

    def run(self) -> None:
        if self.settings.runner:
            bell: Bell = self.app.extensions["jobs"]
            bell.hang()
        gc.collect()
        gc.freeze()  # what is never collected is never written to: it stays shared with the children
        SupervisingArbiter(self).run()

    def load_config(self) -> None:
        threads = self.settings.threads + (self.settings.sockets if self.is_live else 0)
        options: dict[str, Any] = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "workers": self.settings.workers,
            "threads": threads,
            "worker_class": "gthread" if threads > 1 else "sync",
            "worker_connections": threads + 1000,
            "preload_app": True,
            "control_socket_disable": True,
            "max_requests": 0,
            "graceful_timeout": GRACE,
            "timeout": 60,
            "loglevel": "warning",
            "worker_tmp_dir": "/dev/shm",  # noqa: S108 - a heartbeat file on a slow disk stops workers
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app


class SupervisingArbiter(Arbiter):
    """Gunicorn's parent of web workers; looks after the worker of jobs as well, in the same loop."""

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.companion: Companion | None = None
        if server.settings.runner:
            work = partial(do_jobs, server.app, os.getpid())
            self.companion = Companion(work, worker_name, self._let_go)

    def manage_workers(self) -> None:
        super().manage_workers()
        if self.companion:
            self.companion.look_after()

    def stop(self, graceful: bool = True) -> None:
        if self.companion:
            self.companion.ask_to_stop()
        super().stop(graceful)
        if self.companion:
            self.companion.end(GRACE if graceful else 1)

    def _let_go(self) -> None:
        """In the companion: the address must be free when the hub is gone."""
        for listener in self.LISTENERS:
            listener.close()


def do_jobs(app: Flask, parent: int, name: str, predecessor: str | None) -> None:
    """The life of the companion. What the parent had open to the database is not its own."""
    with app.app_context():
        db.engine.dispose(close=False)
    worker = Worker(app, threads=JOBS_AT_ONCE, name=name, parent=parent)
    worker.obey_signals()
    worker.run(predecessor)
