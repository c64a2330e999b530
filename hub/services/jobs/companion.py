"""A process beside the web workers, forked from their parent: it shares the parent's memory, is started again when it
dies, and does not outlive its parent.

Why a process and not a thread of the parent: a job that eats memory or crashes the interpreter takes no page with it,
and the parent forks web workers, which a process with threads must not do. Why forked and not started anew: the
application is built already, so it costs some megabytes instead of a second copy.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable

import structlog

log = structlog.get_logger("hub.companion")

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
GOOD_LIFE = 60.0
"""Seconds before it is started again, doubled each time unless it lived a while."""


class Companion:
    """`live(name, predecessor)` is its life, in the child; `predecessor` is the one that died, if one did. `names`: makes
    a name for each. `close`: what of the parent's the child must let go (listening sockets)."""

    def __init__(
        self, live: Callable[[str, str | None], None], names: Callable[[], str], close: Callable[[], None]
    ) -> None:
        self._live = live
        self._names = names
        self._close = close
        self._name: str | None = None
        self._pid = 0
        self._life = -1
        self._born = 0.0
        self._not_before = 0.0
        self._pause = FIRST_PAUSE

    def look_after(self) -> None:
        """Start it, or start it again; called often. Never blocks."""
        now = time.monotonic()
        if self._pid and self._has_ended(0):
            log.error("companion died", pid=self._pid)
            self._bury()
            self._pause = FIRST_PAUSE if now - self._born > GOOD_LIFE else min(self._pause * 2, LONGEST_PAUSE)
            self._not_before = now + self._pause
        if not self._pid and now >= self._not_before:
            self._start()

    def ask_to_stop(self) -> None:
        if self._pid:
            self._signal(signal.SIGTERM)

    def end(self, seconds: float) -> None:
        """Wait for it to stop; kill it after `seconds`."""
        if self._pid and not self._has_ended(seconds):
            self._signal(signal.SIGKILL)
            self._has_ended(1.0)
        if self._pid:
            self._bury()

    def _start(self) -> None:
        predecessor, self._name = self._name, self._names()
        self._life, held = os.pipe()
        self._born = time.monotonic()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid:
            os.close(held)
            return
        os.close(self._life)
        status = 1
        try:
            for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGWINCH, signal.SIG_IGN)
            self._close()
            self._live(self._name, predecessor)
            status = 0
        except BaseException as error:
            log.exception("companion failed", error=type(error).__name__)
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _has_ended(self, seconds: float) -> bool:
        """The child holds the other end of a pipe for as long as it lives, whoever collects its exit status."""
        return bool(select.select([self._life], [], [], seconds)[0])

    def _bury(self) -> None:
        os.close(self._life)
        try:
            os.waitpid(self._pid, 0)
        except ChildProcessError:
            log.debug("its status was collected already", pid=self._pid)
        self._pid = 0

    def _signal(self, number: int) -> None:
        try:
            os.kill(self._pid, number)
        except ProcessLookupError:
            log.debug("it was gone already", pid=self._pid)
