"""Listening to Redis for new jobs. While it is away the worker looks by itself, and looks once more when it is back."""

import importlib
import threading
import time

import structlog

from hub.services.jobs.waking import CHANNEL, Bell

log = structlog.get_logger("hub.jobs")

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
"""Seconds between tries to reach it again."""


class RedisEar(threading.Thread):
    """Rings the worker's own bell for each message. Without a Redis address there is nothing to hear."""

    def __init__(self, bell: Bell) -> None:
        super().__init__(name="redis-ear", daemon=True)
        self.bell = bell
        self.is_listening = False

    def run(self) -> None:
        if not self.bell.redis_url:
            return
        failures = (OSError, importlib.import_module("redis").RedisError)
        pause = FIRST_PAUSE
        while True:
            try:
                with self.bell.redis().pubsub(ignore_subscribe_messages=True) as subscription:
                    subscription.subscribe(CHANNEL)
                    self.is_listening, pause = True, FIRST_PAUSE
                    self.bell.ring_here()
                    while True:
                        if subscription.get_message(timeout=30.0):
                            self.bell.ring_here()
            except failures as error:
                if self.is_listening:
                    log.warning("redis is away: looking for jobs by polling", error=type(error).__name__)
                self.is_listening = False
            self.bell.ring_here()
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
