"""How long one search takes on the large set, one after the other: many different questions, so that no cache answers."""

import statistics
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote_plus

from bench.serving import free_port, gunicorn, serving

BARE_TARGET = 5.0
"""The slowest of twenty searches takes at most so many times a bare page of the same length."""

FIRST = ("migration", "accueil", "réfugiés", "emploi", "convention", "الهجرة", "الجهات", "training", "région", "شراكة")
SECOND = ("", " commune", " santé", " formation", " الصحة", " femmes", " 2024", " partenariat")
MISSPELT = ("migartion", "heberjement", "الهحرة", "conventoin régionale")
PHRASES = ('"équipe régionale"', '"convention de partenariat"', '"الهجرة واللجوء"')


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds, of all questions and of the bare page as long as the longest answer."""

    reader: str
    questions: int
    median: float
    p95: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.p95 / self.bare


def measure(cookies: Mapping[str, str], environ: Mapping[str, str]) -> list[Latency]:
    """For each reader's cookie."""
    asked = [first + second for first, second in product(FIRST, SECOND)] + [*MISSPELT, *PHRASES]
    hub_port, bare_port = free_port(), free_port()
    results = []
    with (
        serving(gunicorn("wsgi:app", hub_port), hub_port, "/healthz", environ),
        serving(gunicorn("bench.bare_wsgi:app", bare_port), bare_port, "/page", environ),
    ):
        for reader, cookie in cookies.items():
            taken, lengths, bare = [], [], []
            for question in (*FIRST, *MISSPELT):
                _ask(f"http://127.0.0.1:{hub_port}/search?q={quote_plus(question)}", cookie)
            for question in asked:
                milliseconds, length = _ask(f"http://127.0.0.1:{hub_port}/search?q={quote_plus(question)}", cookie)
                taken.append(milliseconds)
                lengths.append(length)
                bare.append(_ask(f"http://127.0.0.1:{bare_port}/page?length={max(lengths)}", "")[0])
            p95 = statistics.quantiles(taken, n=20)[-1]
            results.append(Latency(reader, len(asked), statistics.median(taken), p95, statistics.median(bare)))
    return results


def _ask(address: str, cookie: str) -> tuple[float, int]:
    """Milliseconds and bytes."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    began = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        length = len(answer.read())
    return (time.perf_counter() - began) * 1000, length
