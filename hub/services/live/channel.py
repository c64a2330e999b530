"""How a hint gets from the process that committed to the processes that hold sockets.

Without Redis: a datagram socket for each listening process in `<data folder>/live/`. With Redis: publish and subscribe.
Both are best effort; nothing waits for a listener.
"""

import contextlib
import json
import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import structlog

from hub.core.redis_line import RedisAway, RedisLine

log = structlog.get_logger("hub.live")

REDIS_CHANNEL = "hub:live"
LARGEST = 60_000
"""Bytes of a datagram."""


@dataclass(frozen=True, slots=True)
class Message:
    """`act`: `hint` (tell the sockets in these rooms) or `close` (end them)."""

    act: str
    rooms: tuple[str, ...]
    payload: Mapping[str, Any] = field(default_factory=dict)

    def encoded(self) -> bytes:
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @classmethod
    def decoded(cls, raw: bytes) -> "Message":
        """Raises ValueError for anything else than a message."""
        values = json.loads(raw)
        if not isinstance(values, dict) or set(values) != {"act", "rooms", "payload"}:
            raise ValueError("not a live message")
        return cls(values["act"], tuple(values["rooms"]), values["payload"])


class Channel:
    """One in each process; `tell` may be called from any thread."""

    def __init__(self, folder: Path, redis_url: str | None) -> None:
        self.folder = folder
        self.line = RedisLine(redis_url) if redis_url else None

    def tell(self, messages: Iterable[Message]) -> None:
        """Never fails: pages that hear nothing look by themselves a little later."""
        bodies = [body for message in messages if len(body := message.encoded()) <= LARGEST]
        if self.line:
            self._tell_redis(self.line, bodies)
        else:
            self._tell_here(bodies)

    def listen(self, hear: Callable[[Message], None], stopped: Callable[[], bool] = lambda: False) -> None:
        """Hand each message to `hear` until `stopped()`; blocks, so it runs in a thread of its own."""
        heard = self._messages_here(stopped)
        if self.line:
            heard = self.line.listen(REDIS_CHANNEL, lambda _is_listening: None, stopped)
        for body in heard:
            try:
                hear(Message.decoded(body))
            except (ValueError, TypeError) as error:
                log.warning("live message not understood", error=type(error).__name__)

    def listeners(self) -> int:
        """Processes that listen by local sockets."""
        return len(list(self.folder.glob("*.sock")))

    # -- by local sockets ------------------------------------------------------------------------------------------

    def _tell_here(self, bodies: list[bytes]) -> None:
        addresses = list(self.folder.glob("*.sock"))
        if not addresses or not bodies:
            return
        with _within(self.folder) as place, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            for address in addresses:
                for body in bodies:
                    if not _sent(sender, body, f"{place}/{address.name}"):
                        break

    def _messages_here(self, stopped: Callable[[], bool]) -> Iterator[bytes]:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._sweep()
        own = self.folder / f"{os.getpid()}.sock"
        own.unlink(missing_ok=True)
        with _within(self.folder) as place, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
            receiver.bind(f"{place}/{own.name}")
            receiver.settimeout(1.0)
            try:
                while not stopped():
                    with contextlib.suppress(TimeoutError):
                        yield receiver.recv(LARGEST)
            finally:
                own.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Sockets of processes that were killed."""
        for address in self.folder.glob("*.sock"):
            if not Path("/proc", address.stem).exists():
                address.unlink(missing_ok=True)

    # -- by Redis --------------------------------------------------------------------------------------------------

    def _tell_redis(self, line: RedisLine, bodies: list[bytes]) -> None:
        with contextlib.suppress(RedisAway):
            for body in bodies:
                line.ask("publish", REDIS_CHANNEL, body)


def _sent(sender: socket.socket, body: bytes, address: str) -> bool:
    """False when nobody listens there any more, or does not keep up."""
    try:
        sender.sendto(body, address)
    except (ConnectionRefusedError, FileNotFoundError, BlockingIOError) as error:
        log.info("live listener does not hear", error=type(error).__name__)
        return False
    return True


@contextlib.contextmanager
def _within(folder: Path) -> Iterator[str]:
    """A short name for the folder: the address of a socket has at most 107 bytes (unix(7))."""
    descriptor = os.open(folder, os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}"
    finally:
        os.close(descriptor)
