"""A real Redis server on a free port, for one test."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest


class RedisServer:
    """Started by `start`, killed by `stop`, on the same port again."""

    def __init__(self, folder: Path) -> None:
        if not shutil.which("redis-server"):
            reason = "no redis-server: `make test` installs it"
            pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
        self._folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder)],
            stdout=subprocess.DEVNULL,
        )
        wait_until(self._answers, 10)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def wait_until(condition: object, seconds: float) -> None:
    """Until another process has done something. Fails after `seconds`."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"still waiting after {seconds} s"
        time.sleep(0.02)
