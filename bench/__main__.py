"""`make bench`: build the large set once, measure, print the table, fail when a ratio misses its target."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from bench import digests, live, pages, searching, weight
from bench.places import Places, find_places
from bench.serving import PYTHON, free_port, gunicorn, serving

PROJECT = Path(__file__).resolve().parents[1]
DATA_DIR = PROJECT / "var" / "bench"
MEMORY_TARGET = 180
START_TARGET = 5
DIGESTS_TARGET = 60
FIRST_LOAD = {"fr": (100, 10), "ar": (150, 10)}


def main() -> int:
    environ = {"HUB_DATA_DIR": str(DATA_DIR), "HUB_DEMO": "1"}
    os.environ.update(environ)
    print("Loading the large set (once)…", flush=True)
    subprocess.run(
        [PYTHON, "-m", "hub", "demo", "--size", "large"], check=True, env={**os.environ}, stdout=subprocess.DEVNULL
    )
    places = find_places()
    missed = report_pages(places, environ)
    missed += report_search(places, environ)
    missed += report_weight(environ)
    missed += report_memory_and_start(environ)
    missed += report_digests(environ)
    report_live(environ)
    return 1 if missed else 0


def report_pages(places: Places, environ: dict[str, str]) -> int:
    measured = pages.measure(places.pages, {"visitor": "", "member": places.cookie}, environ)
    print(f"\n{'page':<16}{'reader':<10}{'bytes':>9}{'hub/s':>9}{'bare/s':>9}{'ratio':>8}{'target':>8}")
    for row in measured:
        mark = "" if row.ratio >= row.target else "  missed"
        print(
            f"{row.name:<16}{row.reader:<10}{row.length:>9,}{row.hub:>9.0f}{row.bare:>9.0f}"
            f"{row.ratio:>8.2f}{row.target:>8.2f}{mark}"
        )
    return sum(row.ratio < row.target for row in measured)


def report_search(places: Places, environ: dict[str, str]) -> int:
    measured = searching.measure({"visitor": "", "member": places.cookie}, environ)
    print(
        f"\n{'one search':<16}{'reader':<10}{'questions':>10}{'median ms':>11}{'p95 ms':>9}{'bare ms':>9}{'times':>8}{'most':>8}"
    )
    for row in measured:
        mark = "" if row.ratio <= searching.BARE_TARGET else "  missed"
        print(
            f"{'':<16}{row.reader:<10}{row.questions:>10}{row.median:>11.1f}{row.p95:>9.1f}{row.bare:>9.1f}"
            f"{row.ratio:>8.1f}{searching.BARE_TARGET:>8.1f}{mark}"
        )
    return sum(row.ratio > searching.BARE_TARGET for row in measured)


def report_weight(environ: dict[str, str]) -> int:
    port = free_port()
    with serving(gunicorn("wsgi:app", port), port, "/healthz", environ):
        weights = weight.weigh(f"http://127.0.0.1:{port}", [f"/?lang={code}" for code in FIRST_LOAD])
    missed = 0
    print(f"\n{'first load':<16}{'requests':>10}{'kB':>8}{'most':>8}")
    for row, (most, requests) in zip(weights, FIRST_LOAD.values(), strict=True):
        late = row.kilobytes > most or row.requests > requests
        missed += late
        print(f"{row.path:<16}{row.requests:>10}{row.kilobytes:>8.1f}{most:>8}{'  missed' if late else ''}")
    return missed


def report_live(environ: dict[str, str]) -> None:
    """No target: figures to compare a change with."""
    print(f"\n{'live updates':<16}{'sockets':>9}{'last, ms':>10}{'page, ms':>10}{'meanwhile':>11}{'kB each':>9}")
    for row in live.measure(environ):
        pages_ms = f"{row.page_before:>10.1f}{row.page_meanwhile:>11.1f}" if row.page_before else f"{'':>21}"
        print(f"{row.name:<16}{row.sockets:>9}{row.last_hint:>10.0f}{pages_ms}{row.kilobytes:>9.0f}")


def report_digests(environ: dict[str, str]) -> int:
    row = digests.measure(environ)
    missed = row.seconds > DIGESTS_TARGET
    print(
        f"\n{row.digests:,} digests: {row.seconds:.1f} s (most {DIGESTS_TARGET}); "
        f"longest transaction {row.longest:.2f} s{'  missed' if missed else ''}"
    )
    return int(missed)


def report_memory_and_start(environ: dict[str, str]) -> int:
    port = free_port()
    began = time.monotonic()
    command = [PYTHON, "-m", "hub", "start"]
    with serving(command, port, "/", {**environ, "PORT": str(port)}) as process:
        seconds = time.monotonic() - began
        pages.warm(port)
        megabytes = max(resident(pid) for pid in children(process.pid))
    missed = (megabytes > MEMORY_TARGET) + (seconds > START_TARGET)
    print(
        f"\none worker: {megabytes:.0f} MB (most {MEMORY_TARGET}); later start: {seconds:.1f} s (most {START_TARGET})"
    )
    return missed


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def resident(pid: int) -> float:
    """Resident memory in MB."""
    pages_resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages_resident * resource.getpagesize() / 1e6


if __name__ == "__main__":
    sys.exit(main())
