"""`hub live`: the sockets of live updates in a process of their own, behind the same proxy as the pages.

A process of greenlets holds thousands of sockets where a thread for each would not do. Patching has to come before
anything else is loaded, hence a module of its own that `hub live` starts in a fresh interpreter.
"""

from gevent import monkey

monkey.patch_all()

import resource  # noqa: E402 - after patching, like all that follows
from typing import Any  # noqa: E402

from flask import Flask  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402

from hub.app import create_app  # noqa: E402
from hub.core.settings import Settings  # noqa: E402
from hub.web.live import serve_sockets  # noqa: E402

SPARE_FILES = 200
"""Open files besides the sockets: database, logs, the library's own."""


class LiveServer(BaseApplication):
    """Gunicorn with one worker of greenlets. Only `/socket.io/` is meant to be sent here."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self.settings.host}:{self.settings.live_port}",
            "workers": 1,
            "worker_class": "gevent",
            "worker_connections": self.settings.sockets + SPARE_FILES,
            "control_socket_disable": True,
            "graceful_timeout": 2,
            "timeout": 60,
            "loglevel": "warning",
            "worker_tmp_dir": "/dev/shm",  # noqa: S108 - a heartbeat file on a slow disk stops workers
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        app = create_app(self.settings)
        serve_sockets(app, "gevent")
        return app


def main() -> None:
    settings = Settings.from_environ()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, settings.sockets + SPARE_FILES), most))
    LiveServer(settings).run()


if __name__ == "__main__":
    main()
