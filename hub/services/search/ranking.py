"""The order of hits: BM25 over the candidates, the title weighing more, something newer a little better."""

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .asking import Question


class Candidate(NamedTuple):
    """What ranking and counting read of a document that matches; regions, themes and keys separated by spaces;
    day: since 1970; attachment_id: 0 for a thing's own text."""

    id: int
    kind: str
    subject_kind: str
    subject_id: int
    language: str
    regions: str
    themes: str
    day: int | None
    attachment_id: int
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
    question: Question, rows: Sequence[Candidate], today: date, spoken: str
) -> list[tuple[float, Candidate]]:
    """The best document of each subject with its score, best first; ties in a fixed order. A thing that has the words in
    several languages is shown in the one being spoken."""
    wanted = [[f" {key} " for key in group] for group in question.groups]
    wanted += [[f" {' '.join(keys)} " for keys in phrase] for phrase in question.phrases]
    counts = [_frequencies(row, wanted) for row in rows]
    weights = _weights(counts, len(wanted))
    now = (today - date(1970, 1, 1)).days
    best: dict[tuple[str, int], tuple[float, Candidate]] = {}
    own: dict[tuple[str, int], tuple[int, Candidate]] = {}
    for row, frequencies in zip(rows, counts, strict=True):
        _, document_kind, kind, key, language, _, _, day, attachment, _, body = row
        length = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * len(body) / _TYPICAL_LENGTH)
        score = _recency(day, now)
        for count, weight in zip(frequencies, weights, strict=True):
            score += weight * count / (count + length)
        subject = (kind, key)
        if language == spoken:
            score += LANGUAGE_WEIGHT
            if document_kind == kind and not attachment:
                own[subject] = (_words_in(frequencies), row)
        if subject not in best or score > best[subject][0]:
            best[subject] = (score, row)
    for subject, (number, row) in own.items():
        score, shown = best[subject]
        if (
            shown is not row
            and shown.kind == row.kind
            and not shown.attachment_id
            and number >= _words_in(_frequencies(shown, wanted))
        ):
            best[subject] = (score, row)
    return sorted(best.values(), key=_order)


def _words_in(frequencies: Sequence[float]) -> int:
    return sum([count > _ALTERNATE_MATCH for count in frequencies])


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


@lru_cache(maxsize=4096)
def _recency(day: int | None, today: int) -> float:
    """Between 0 and RECENCY_WEIGHT, by distance from today in either direction: a meeting next week is as near."""
    if day is None:
        return 0.0
    return RECENCY_WEIGHT * float(0.5 ** (abs(today - day) / HALF_LIFE_DAYS))
