"""Serving: gunicorn, with the settings of this hub."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from hub.core.settings import Settings


class Server(BaseApplication):
    """Gunicorn around an application that is built already."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_class": "gthread" if self.settings.threads > 1 else "sync",
            "preload_app": True,
            "control_socket_disable": True,
            "max_requests": 0,
            "graceful_timeout": 10,
            "timeout": 60,
            "loglevel": "warning",
            "worker_tmp_dir": "/dev/shm",  # noqa: S108 - a heartbeat file on a slow disk stops workers
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app
