"""Live updates: how long until the last of many open pages has a hint, what a page takes meanwhile, memory of a socket.

The sockets are opened and read here, in one event loop, so that the figures hold the server's work and this loop's.
"""

import asyncio
import json
import resource
import statistics
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import simple_websocket

from bench.serving import PYTHON, free_port, serving
from hub.services.live.channel import Channel, Message

BROADCASTS = 5
ROOM = {"kind": "figures", "id": 0}
PAGES_ASKED = 60
AT_ONCE = 50
"""Sockets opened at the same time."""

EMBEDDED, SEPARATE = 500, 2000


@dataclass(frozen=True, slots=True)
class Reached:
    """Milliseconds until the last socket has a hint (median of BROADCASTS), of a page without and with the sockets open
    (medians of PAGES_ASKED, None where pages are served elsewhere), kB of memory a socket."""

    name: str
    sockets: int
    last_hint: float
    page_before: float | None
    page_meanwhile: float | None
    kilobytes: float


def measure(environ: Mapping[str, str]) -> list[Reached]:
    """Needs as many open files as sockets: the limit of this process is raised."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, SEPARATE + 1000), most))
    channel = Channel(Path(environ["HUB_DATA_DIR"]) / "live", None)
    port = free_port()
    embedded = {**environ, "PORT": str(port), "HUB_SOCKETS": str(EMBEDDED), "HUB_RUNNER": "0"}
    with serving([PYTHON, "-m", "hub", "serve"], port, "/healthz", embedded) as process:
        first = asyncio.run(_reach("embedded", port, EMBEDDED, process.pid, channel, f"http://127.0.0.1:{port}/forum/"))
    port = free_port()
    apart = {**environ, "HUB_LIVE": "separate", "HUB_LIVE_PORT": str(port), "HUB_SOCKETS": str(SEPARATE)}
    with serving([PYTHON, "-m", "hub", "live"], port, "/healthz", apart) as process:
        second = asyncio.run(_reach("hub live", port, SEPARATE, process.pid, channel, None))
    return [first, second]


async def _reach(name: str, port: int, count: int, pid: int, channel: Channel, page: str | None) -> Reached:
    before = await asyncio.to_thread(_median_of_page, page) if page else None
    memory = _memory(pid)
    gate = asyncio.Semaphore(AT_ONCE)
    sockets = await asyncio.gather(*(_open(port, gate) for _ in range(count)))
    grown = _memory(pid) - memory
    lasts = []
    for number in range(1, BROADCASTS + 1):
        waiting = [asyncio.create_task(_hear(socket, number)) for socket in sockets]
        await asyncio.sleep(0.2)
        told = time.perf_counter()
        channel.tell([Message("hint", ("figures:0",), {**ROOM, "version": number})])
        lasts.append(max(await asyncio.gather(*waiting)) - told)
    meanwhile = None
    if page:
        stopped = asyncio.Event()
        talking = asyncio.create_task(_talk(channel, sockets, stopped))
        meanwhile = await asyncio.to_thread(_median_of_page, page)
        stopped.set()
        await talking
    for socket in sockets:
        await socket.close()
    return Reached(name, count, statistics.median(lasts) * 1000, before, meanwhile, grown / count)


async def _open(port: int, gate: asyncio.Semaphore) -> simple_websocket.AioClient:
    """Engine.IO 4: open packet, connect to the namespace, watch and have it answered (python-socketio, protocol 5)."""
    async with gate:
        socket = await simple_websocket.AioClient.connect(f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket")
        await socket.send("40")
        await _until(socket, "40")
        await socket.send("420" + json.dumps(["watch", ROOM]))
        if await _until(socket, "430") != "430[true]":
            raise RuntimeError("the hub refused to let a page watch")
        return socket


async def _until(socket: simple_websocket.AioClient, beginning: str) -> str:
    """The next message that begins so. The server's pings are answered."""
    while True:
        text = await socket.receive()
        if text == "2":
            await socket.send("3")
        elif text.startswith(beginning):
            return str(text)


async def _hear(socket: simple_websocket.AioClient, version: int) -> float:
    """When the hint of that version came."""
    while True:
        text = await _until(socket, "42[")
        if json.loads(text[2:])[1]["version"] == version:
            return time.perf_counter()


async def _talk(channel: Channel, sockets: list[simple_websocket.AioClient], stopped: asyncio.Event) -> None:
    """A hint a second to everybody, as in a busy meeting."""
    number = BROADCASTS
    while not stopped.is_set():
        number += 1
        waiting = [asyncio.create_task(_hear(socket, number)) for socket in sockets]
        channel.tell([Message("hint", ("figures:0",), {**ROOM, "version": number})])
        await asyncio.gather(*waiting)
        await asyncio.sleep(1)


def _median_of_page(address: str) -> float:
    """Milliseconds."""
    took = []
    for _ in range(PAGES_ASKED):
        began = time.perf_counter()
        with urllib.request.urlopen(address) as answer:
            answer.read()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def _memory(process_id: int) -> float:
    """Proportional set size of a process and what it started, in kB (proc(5): smaps_rollup)."""
    text = Path(f"/proc/{process_id}/smaps_rollup").read_text()
    own = next(float(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return own + sum(_memory(int(child)) for child in children)
