"""The way of a message from one process to another: local sockets, or Redis."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest
import redis

from hub.services.live.channel import REDIS_CHANNEL, Channel, Message
from tests.factories.redis import RedisServer, wait_until

SAID = Message("hint", ("topic:12",), {"kind": "topic", "id": 12, "version": 3})


@contextmanager
def heard_by(channel: Channel, is_ready: Callable[[], bool]) -> Iterator[Queue[Message]]:
    heard: Queue[Message] = Queue()
    stopped = Event()
    thread = Thread(target=channel.listen, args=(heard.put, stopped.is_set), daemon=True)
    thread.start()
    wait_until(is_ready, 10)
    yield heard
    stopped.set()
    thread.join(5)
    assert not thread.is_alive()


def test_a_listening_process_hears_and_its_address_goes_with_it(tmp_path: Path) -> None:
    channel = Channel(tmp_path / "live", None)
    channel.tell([SAID])
    with heard_by(channel, lambda: channel.listeners() == 1) as heard:
        channel.tell([SAID])
        assert heard.get(timeout=5) == SAID
    assert channel.listeners() == 0


def test_a_folder_deeper_than_an_address_may_be_long_works(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 120) / "live"
    folder.mkdir(parents=True)
    channel = Channel(folder, None)
    with heard_by(channel, lambda: channel.listeners() == 1) as heard:
        channel.tell([SAID])
        assert heard.get(timeout=5) == SAID


def test_a_killed_listener_holds_nobody_up_and_is_swept_away(tmp_path: Path) -> None:
    channel = Channel(tmp_path / "live", None)
    channel.folder.mkdir()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    stale = channel.folder / f"{gone.pid}.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as left:
        left.bind(str(stale))
    channel.tell([SAID])
    with heard_by(channel, lambda: not stale.exists() and channel.listeners() == 1) as heard:
        channel.tell([SAID])
        assert heard.get(timeout=5) == SAID


def test_what_is_not_a_message_is_passed_over(tmp_path: Path) -> None:
    channel = Channel(tmp_path / "live", None)
    with heard_by(channel, lambda: channel.listeners() == 1) as heard:
        (address,) = channel.folder.glob("*.sock")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as stranger:
            for body in (b"{}", b"\xff", b"[]", b'{"act": 1, "rooms": 2, "payload": 3}'):
                stranger.sendto(body, str(address))
        channel.tell([SAID])
        assert heard.get(timeout=5) == SAID


def test_by_redis_and_again_after_it_was_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.core.redis_line.SILENCE", 0.0)
    server = RedisServer(tmp_path)
    server.start()
    try:
        channel = Channel(tmp_path / "live", server.url)

        def is_subscribed() -> bool:
            with redis.Redis.from_url(server.url) as asking:
                return bool(asking.pubsub_numsub(REDIS_CHANNEL)[0][1])

        with heard_by(channel, is_subscribed) as heard:
            channel.tell([SAID])
            assert heard.get(timeout=5) == SAID
            server.stop()
            channel.tell([SAID])  # nobody answers: said in the log, not raised
            server.start()
            wait_until(is_subscribed, 10)
            channel.tell([SAID])
            assert heard.get(timeout=5) == SAID
    finally:
        server.stop()
