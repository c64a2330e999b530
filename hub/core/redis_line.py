"""A line to Redis that never holds anybody up: Redis is a convenience here, whoever uses it has a way without it.

One that does not answer in time is not asked again for a while. The library is loaded where Redis is set, nowhere else.
"""

import importlib
import time
from collections.abc import Callable, Iterator
from typing import Any

import structlog

log = structlog.get_logger("hub.redis")

PATIENCE = 0.5
SILENCE = 10.0
"""Seconds: how long an answer may take, and for how long a Redis that failed is not asked again."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds between a listener's tries to reach it again."""


class RedisAway(Exception):
    """Redis did not answer, now or a moment ago."""


class RedisLine:
    """To the Redis at `url`. May be used from any thread."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        library = importlib.import_module("redis")
        self._client = library.Redis.from_url(url, socket_timeout=patience, socket_connect_timeout=patience, retry=None)
        self._failures = (OSError, library.RedisError)
        self._silent_until = 0.0

    def ask(self, command: str, *arguments: Any) -> Any:
        """The answer to a command of redis-py. Raises RedisAway."""
        if time.monotonic() < self._silent_until:
            raise RedisAway
        try:
            return getattr(self._client, command)(*arguments)
        except self._failures as error:
            self._silent_until = time.monotonic() + SILENCE
            log.warning("redis does not answer", error=type(error).__name__)
            raise RedisAway from error

    def answers(self) -> bool:
        """Whether it does, asked at once; when it does, nobody has to be silent any longer."""
        self._silent_until = 0.0
        try:
            self.ask("ping")
        except RedisAway:
            return False
        return True

    def listen(
        self, channel: str, noted: Callable[[bool], None], stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[bytes]:
        """What is published on a channel until `stopped()`, through failures and restarts. `noted(True)` when it begins to
        listen (what was said before was not heard), `noted(False)` when it cannot."""
        pause = FIRST_PAUSE
        while not stopped():
            try:
                with self._client.pubsub(ignore_subscribe_messages=True) as subscribed:
                    subscribed.subscribe(channel)
                    pause = FIRST_PAUSE
                    noted(True)
                    while not stopped():
                        message = subscribed.get_message(timeout=1.0)
                        if message:
                            yield message["data"]
            except self._failures as error:
                log.warning("redis is away", channel=channel, error=type(error).__name__)
            noted(False)
            if not stopped():
                time.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
