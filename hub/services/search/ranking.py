"""The order of hits: BM25 over the candidates, the title weighing more, something newer a little better."""

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from .asking import Question

TITLE_WEIGHT = 6.0
RECENCY_WEIGHT = 0.2
HALF_LIFE_DAYS = 365.0
_SATURATION = 1.2
_LENGTH_WEIGHT = 0.6
_TYPICAL_LENGTH = 900
"""Characters of body keys of a middling document: BM25's average length, fixed so that a score needs no statistics."""

_ALTERNATE_MATCH = 0.5


def ranked_subjects(question: Question, rows: Iterable[Row[Any]], now: datetime) -> list[tuple[float, Row[Any]]]:
    """The best document of each subject with its score, best first; ties in a fixed order."""
    wanted = [[f" {key} " for key in group] for group in question.groups]
    wanted += [[f" {' '.join(keys)} " for keys in phrase] for phrase in question.phrases]
    frequencies = [(row, _frequencies(row, wanted)) for row in rows]
    weights = _weights([counts for _, counts in frequencies], len(wanted))
    best: dict[tuple[str, int], tuple[float, Row[Any]]] = {}
    for row, counts in frequencies:
        score = _score(row, counts, weights) + _recency(row.moment, now)
        subject = (row.subject_kind, row.subject_id)
        if subject not in best or score > best[subject][0]:
            best[subject] = (score, row)
    return sorted(best.values(), key=lambda pair: (-pair[0], pair[1].subject_kind, -pair[1].subject_id))


def _frequencies(row: Row[Any], wanted: Sequence[Sequence[str]]) -> list[float]:
    title, body = f" {row.title_terms} ", f" {row.body_terms} "
    return [sum(TITLE_WEIGHT * (key in title) + body.count(key) for key in keys) or _ALTERNATE_MATCH for keys in wanted]


def _weights(counts: Sequence[Sequence[float]], width: int) -> list[float]:
    """Rarer words among the candidates weigh more: it matters when not all are asked for."""
    total = len(counts)
    found = [sum(row[index] > _ALTERNATE_MATCH for row in counts) for index in range(width)]
    return [math.log(1 + (total - number + 0.5) / (number + 0.5)) + 1 for number in found]


def _score(row: Row[Any], counts: Sequence[float], weights: Sequence[float]) -> float:
    length = 1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * len(row.body_terms) / _TYPICAL_LENGTH
    return sum(weight * count / (count + _SATURATION * length) for count, weight in zip(counts, weights, strict=True))


def _recency(moment: datetime | None, now: datetime) -> float:
    """Between 0 and RECENCY_WEIGHT, by distance from today in either direction: a meeting next week is as near."""
    if moment is None:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    days = abs((now - moment).total_seconds()) / 86_400
    return RECENCY_WEIGHT * 0.5 ** (days / HALF_LIFE_DAYS)
