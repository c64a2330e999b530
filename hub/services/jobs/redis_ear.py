"""Listening to Redis for new jobs. While it is away the worker looks by itself, and looks once more when it is back."""

import threading

from hub.services.jobs.waking import CHANNEL, Bell


class RedisEar(threading.Thread):
    """Rings the worker's own bell for each message. Without a Redis address there is nothing to hear."""

    def __init__(self, bell: Bell) -> None:
        super().__init__(name="redis-ear", daemon=True)
        self.bell = bell
        self.is_listening = False

    def run(self) -> None:
        if self.bell.line:
            for _ in self.bell.line.listen(CHANNEL, self._note):
                self.bell.ring_here()

    def _note(self, is_listening: bool) -> None:
        """Jobs that came while nobody listened are looked for at once."""
        self.is_listening = is_listening
        self.bell.ring_here()
