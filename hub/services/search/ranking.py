"""The order of hits: BM25 over the candidates, the title weighing more, something newer a little better."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from .asking import Question


class Candidate(NamedTuple):
    """What ranking and counting read of a document that matches; regions, themes and keys separated by spaces."""

    id: int
    kind: str
    subject_kind: str
    subject_id: int
    language: str
    regions: str
    themes: str
    moment: datetime | None
    title_terms: str
    body_terms: str


TITLE_WEIGHT = 6.0
RECENCY_WEIGHT = 0.2
LANGUAGE_WEIGHT = 0.5
HALF_LIFE_DAYS = 365.0
_SATURATION = 1.2
_LENGTH_WEIGHT = 0.6
_TYPICAL_LENGTH = 900
"""Characters of body keys of a middling document: BM25's average length, fixed so that a score needs no statistics."""

_ALTERNATE_MATCH = 0.5


def ranked_subjects(
    question: Question, rows: Sequence[Candidate], now: datetime, spoken: str
) -> list[tuple[float, Candidate]]:
    """The best document of each subject with its score, best first; ties in a fixed order. spoken: the reader's language."""
    wanted = [[f" {key} " for key in group] for group in question.groups]
    wanted += [[f" {' '.join(keys)} " for keys in phrase] for phrase in question.phrases]
    counts = [_frequencies(row, wanted) for row in rows]
    weights = _weights(counts, len(wanted))
    best: dict[tuple[str, int], tuple[float, Candidate]] = {}
    for row, frequencies in zip(rows, counts, strict=True):
        _, _, kind, key, language, _, _, moment, _, body = row
        length = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * len(body) / _TYPICAL_LENGTH)
        score = _recency(moment, now) + (LANGUAGE_WEIGHT if language == spoken else 0)
        for count, weight in zip(frequencies, weights, strict=True):
            score += weight * count / (count + length)
        subject = (kind, key)
        if subject not in best or score > best[subject][0]:
            best[subject] = (score, row)
    return sorted(best.values(), key=_order)


def _order(pair: tuple[float, Candidate]) -> tuple[float, str, int]:
    return -pair[0], pair[1][2], -pair[1][3]


def _frequencies(row: Candidate, wanted: Sequence[Sequence[str]]) -> list[float]:
    *_, title, body = row
    title, body = f" {title} ", f" {body} "
    found = []
    for keys in wanted:
        count = 0.0
        for key in keys:
            count += body.count(key) + (TITLE_WEIGHT if key in title else 0)
        found.append(count or _ALTERNATE_MATCH)
    return found


def _weights(counts: Sequence[Sequence[float]], width: int) -> list[float]:
    """Rarer words among the candidates weigh more: it matters when not all are asked for."""
    total = len(counts)
    found = [sum([row[index] > _ALTERNATE_MATCH for row in counts]) for index in range(width)]
    return [math.log(1 + (total - number + 0.5) / (number + 0.5)) + 1 for number in found]


def _recency(moment: datetime | None, now: datetime) -> float:
    """Between 0 and RECENCY_WEIGHT, by distance from today in either direction: a meeting next week is as near."""
    if moment is None:
        return 0.0
    return RECENCY_WEIGHT * float(0.5 ** (abs((now - moment).days) / HALF_LIFE_DAYS))
