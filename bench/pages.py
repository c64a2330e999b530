"""Pages of the hub against the yardstick, on the large set, one after the other in the same run."""

import statistics
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.serving import free_port, gunicorn, requests_per_second, serving

ROUNDS = 3
PAGE_TARGET = 0.4
CALENDAR = "calendar.ics"
CALENDAR_TARGET = 20 * 5.7 / 1086
"""Twenty times Indico's 5.7 requests a second, in units of the yardstick's 1,086 (a page of ordinary length), both measured
on one machine."""
ORDINARY_LENGTH = 20_000


@dataclass(frozen=True, slots=True)
class Measured:
    """`hub` and `bare`: requests a second; `length`: bytes of the page; `target`: least ratio wanted."""

    name: str
    reader: str
    length: int
    hub: float
    bare: float
    target: float

    @property
    def ratio(self) -> float:
        return self.hub / self.bare


def measure(
    pages: Mapping[str, Sequence[str]], cookies: Mapping[str, str], environ: Mapping[str, str]
) -> list[Measured]:
    """Each page's paths in turn (more than one keeps a cache from answering alone), for each reader's cookie."""
    hub_port, bare_port = free_port(), free_port()
    results = []
    with (
        serving(gunicorn("wsgi:app", hub_port), hub_port, "/healthz", environ),
        serving(gunicorn("bench.bare_wsgi:app", bare_port), bare_port, "/page", environ),
    ):
        for name, paths in pages.items():
            for reader, cookie in cookies.items():
                results.append(_page(name, paths, reader, cookie, hub_port, bare_port))
    return results


def _page(name: str, paths: Sequence[str], reader: str, cookie: str, hub_port: int, bare_port: int) -> Measured:
    headers = {"Cookie": cookie} if cookie else {}
    length = _length(f"http://127.0.0.1:{hub_port}{paths[0]}", headers)
    bare_length = ORDINARY_LENGTH if name == CALENDAR else length
    hub, bare = [], []
    for turn in range(ROUNDS):
        hub.append(requests_per_second(f"http://127.0.0.1:{hub_port}{paths[turn % len(paths)]}", headers))
        bare.append(requests_per_second(f"http://127.0.0.1:{bare_port}/page?length={bare_length}", {}))
    target = CALENDAR_TARGET if name == CALENDAR else PAGE_TARGET
    return Measured(name, reader, length, statistics.median(hub), statistics.median(bare), target)


def _length(address: str, headers: Mapping[str, str]) -> int:
    with urllib.request.urlopen(urllib.request.Request(address, headers=dict(headers))) as answer:
        return len(answer.read())


def warm(port: int) -> None:
    """Ask for one page of each part, so that memory is measured after use."""
    for path in ("/", "/forum/", "/events/", "/library/", "/indicators/", "/search?q=migration"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").close()
