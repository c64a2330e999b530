"""Waking workers when a job was committed: a hint, never the way a job travels. Without it they look by themselves.

Processes that were forked from one parent share a pipe (`hub serve`); others hear of it through Redis, when it is set.
"""

import contextlib
import os
import select

from flask import current_app

from hub.core.redis_line import RedisAway, RedisLine

CHANNEL = "hub:jobs"


class Bell:
    """Rung by whoever committed a job, heard by the workers."""

    def __init__(self, redis_url: str | None) -> None:
        self.line = RedisLine(redis_url) if redis_url else None
        self._pipe: tuple[int, int] | None = None

    def hang(self) -> None:
        """Open the pipe. The parent does so before it forks; a worker of its own for itself."""
        if self._pipe is None:
            self._pipe = os.pipe()
            for end in self._pipe:
                os.set_blocking(end, False)

    def ring(self) -> None:
        """Wake those who can be reached. Never fails: a worker that does not hear looks by itself a little later."""
        self.ring_here()
        if self.line:
            with contextlib.suppress(RedisAway):
                self.line.ask("publish", CHANNEL, b"")

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


def bell() -> Bell:
    """The bell of the running application."""
    found: Bell = current_app.extensions["jobs"]
    return found


def wake_workers() -> None:
    bell().ring()
