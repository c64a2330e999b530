"""Waking workers when a job was committed: a hint, never the way a job travels. Without it they look by themselves.

Processes that were forked from one parent share a pipe (`hub serve`); others hear of it through Redis, when it is set.
"""

import contextlib
import importlib
import os
import select
import time
from typing import Any

import structlog
from flask import current_app

log = structlog.get_logger("hub.jobs")

CHANNEL = "hub:jobs"
PATIENCE = 0.5
SILENCE = 10.0
"""Seconds: how long a request may wait for Redis, and for how long a Redis that failed is not asked again."""


class Bell:
    """Rung by whoever committed a job, heard by the workers."""

    def __init__(self, redis_url: str | None) -> None:
        self.redis_url = redis_url
        self._pipe: tuple[int, int] | None = None
        self._redis: Any = None
        self._silent_until = 0.0

    def hang(self) -> None:
        """Open the pipe. The parent does so before it forks; a worker of its own for itself."""
        if self._pipe is None:
            self._pipe = os.pipe()
            for end in self._pipe:
                os.set_blocking(end, False)

    def ring(self) -> None:
        """Wake those who can be reached. Never fails: a worker that does not hear looks by itself a little later."""
        self.ring_here()
        if self.redis_url and time.monotonic() > self._silent_until:
            self._ask_redis("publish", CHANNEL, b"")

    def answers(self) -> bool:
        """Whether Redis does, now."""
        return self._ask_redis("ping")

    def ring_here(self) -> None:
        """Wake the workers that share the pipe."""
        if self._pipe:
            with contextlib.suppress(BlockingIOError):  # a full pipe holds more than enough to wake them
                os.write(self._pipe[1], b"!")

    def wait(self, seconds: float) -> None:
        """Until it rings, at most so long. The pipe must be open."""
        assert self._pipe, "the bell hangs before somebody listens"  # noqa: S101
        if select.select([self._pipe[0]], [], [], seconds)[0]:
            with contextlib.suppress(BlockingIOError):  # another worker was quicker
                os.read(self._pipe[0], 4096)

    def redis(self) -> Any:
        """The client, made at first use: the library is loaded only where Redis is set."""
        if self._redis is None:
            self._redis = importlib.import_module("redis").Redis.from_url(
                self.redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=None
            )
        return self._redis

    def _ask_redis(self, command: str, *arguments: Any) -> bool:
        try:
            getattr(self.redis(), command)(*arguments)
        except (OSError, self._redis_error()) as error:
            self._silent_until = time.monotonic() + SILENCE
            log.warning("redis does not answer", error=type(error).__name__)
            return False
        return True

    def _redis_error(self) -> type[Exception]:
        error: type[Exception] = importlib.import_module("redis").RedisError
        return error


def bell() -> Bell:
    """The bell of the running application."""
    found: Bell = current_app.extensions["jobs"]
    return found


def wake_workers() -> None:
    bell().ring()
