"""Facets: how many hits there are of each kind, theme, region and language."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from hub.core.registry import registry

from .answers import EVERYTHING, Count, Facets, Filters
from .ranking import Candidate

_KIND, _LANGUAGE, _REGIONS, _THEMES = (
    Candidate._fields.index(name) for name in ("subject_kind", "language", "regions", "themes")
)
_Subjects = Collection[Sequence[Candidate]]


def count_facets(rows: Sequence[Candidate], cut: Collection[str], filters: Filters) -> Facets:
    """Counts over candidates that ignore the filters: each facet applies the others itself. A hit counts once. cut: kinds
    of content of which there were more."""
    if filters == EVERYTHING:
        every = _by_subject(rows)
        kept = dict.fromkeys(("kind", "theme", "region", "language"), every)
    else:
        kept = {name: _by_subject(_admitted(rows, name, filters)) for name in ("kind", "theme", "region", "language")}
    return Facets(
        kind=_counts(kept["kind"], _KIND, cut),
        theme=_counts(kept["theme"], _THEMES, cut),
        region=_counts(kept["region"], _REGIONS, cut),
        language=_counts(kept["language"], _LANGUAGE, cut),
    )


def _admitted(rows: Iterable[Candidate], facet: str, filters: Filters) -> list[Candidate]:
    """Those that meet every choice but the facet's own."""
    return [
        row
        for row in rows
        if not set(
            filters.refused_by(row.subject_kind, row.language, row.regions.split(), row.themes.split())
        ).difference([facet])
    ]


def _by_subject(rows: Iterable[Candidate]) -> _Subjects:
    found: dict[tuple[str, int], list[Candidate]] = {}
    for row in rows:
        _, _, kind, key, *_ = row
        found.setdefault((kind, key), []).append(row)
    return found.values()


def _counts(subjects: _Subjects, column: int, cut: Collection[str]) -> tuple[Count, ...]:
    """Most first. Where candidates were cut off, every count of a facet is a lower bound, except those of other kinds."""
    values: list[str] = []
    for documents in subjects:
        if len(documents) == 1:
            values += documents[0][column].split()  # type: ignore[union-attr]
        else:
            values += {code for document in documents for code in document[column].split()}  # type: ignore[union-attr]
    return tuple(
        Count(value, number, at_least=bool(cut) and (value in cut or value not in registry.kinds))
        for value, number in sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    )
