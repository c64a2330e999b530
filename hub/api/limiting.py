"""How often a program may ask: token buckets, in this process, or in Redis for all processes when it is set.

A bucket holds a minute's worth and fills evenly. While Redis is away each process counts for itself: the limit is looser,
and nobody is refused for it.
"""

import threading
import time
from dataclasses import dataclass

from flask import current_app

from hub.core.redis_line import RedisAway, RedisLine

PATIENCE = 0.2
"""Seconds that a request waits for Redis."""

MOST_BUCKETS = 20_000
_TAKE = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local size = tonumber(ARGV[1])
local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = tonumber(kept[1]) or size
left = math.min(size, left + (now - (tonumber(kept[2]) or now)) * size / 60)
local taken = left >= 1
if taken then left = left - 1 end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', tostring(now))
redis.call('EXPIRE', KEYS[1], 120)
return {taken and 1 or 0, tostring(left)}
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """`size`: requests a minute. `left`: of the bucket, after this one. `wait`: seconds until the next is allowed, 0 when
    this one was."""

    size: int
    left: int
    wait: int

    @property
    def headers(self) -> dict[str, str]:
        """`RateLimit-Reset`: seconds until the bucket is full again."""
        full = -(-(self.size - self.left) * 60 // self.size)
        told = {"RateLimit-Limit": self.size, "RateLimit-Remaining": self.left, "RateLimit-Reset": full}
        return {name: str(value) for name, value in told.items()} | (
            {"Retry-After": str(self.wait)} if self.wait else {}
        )


class Buckets:
    """One for each application."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._line = RedisLine(redis_url, PATIENCE) if redis_url else None
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, float]] = {}

    def take(self, key: str, size: int) -> Taken:
        """One request out of the bucket `key`, which holds `size` and fills in a minute."""
        found = self._from_redis(key, size)
        is_taken, left = found if found else self._from_memory(key, size)
        return Taken(size, int(left), 0 if is_taken else max(1, round((1 - left) * 60 / size)))

    def _from_memory(self, key: str, size: int) -> tuple[bool, float]:
        now = time.monotonic()
        with self._lock:
            left, at = self._kept.get(key, (float(size), now))
            left = min(float(size), left + (now - at) * size / 60)
            is_taken = left >= 1
            self._kept[key] = (left - is_taken, now)
            if len(self._kept) > MOST_BUCKETS:
                self._kept = {name: kept for name, kept in self._kept.items() if now - kept[1] < 60}
        return is_taken, left - is_taken

    def _from_redis(self, key: str, size: int) -> tuple[bool, float] | None:
        if self._line is None:
            return None
        try:
            taken, left = self._line.ask("eval", _TAKE, 1, f"hub:api:{key}", size)
        except RedisAway:
            return None
        return bool(taken), float(left)


def buckets() -> Buckets:
    found: Buckets = current_app.extensions["api_buckets"]
    return found
