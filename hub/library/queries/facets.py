"""How many records each choice of a facet would show."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, union_all

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.library.filters import FACETS, Filters
from hub.library.models import RecordEdition, RecordRegion, RecordTheme
from hub.library.queries.cards import conditions, records
from hub.library.visibility import listed_for

Counts = Mapping[str, Mapping[str, int]]
"""Facet to value to number of records; each facet counted under the other facets' choices."""

_COLUMNS: dict[str, tuple[Any, ColumnElement[bool] | None]] = {
    "kind": (records.c.kind, None),
    "theme": (RecordTheme.theme_code, RecordTheme.record_id == records.c.id),
    "region": (RecordRegion.region_code, RecordRegion.record_id == records.c.id),
    "maturity": (records.c.maturity, None),
    "text": (RecordEdition.language, RecordEdition.record_id == records.c.id),
}


@dataclass
class FacetCache:
    """Counts by (audiences, filters), for as long as nothing in the library changed, `lifetime` seconds at most.

    Two changes may commit in another order than their clocks say; the lifetime bounds how long a count can then lag.
    """

    size: int = 512
    lifetime: float = 60.0
    _kept: "OrderedDict[tuple[Any, ...], tuple[datetime | None, float, Counts]]" = field(default_factory=OrderedDict)

    def get(self, key: tuple[Any, ...], generation: datetime | None) -> Counts | None:
        found = self._kept.get(key)
        if found is None or found[0] != generation or found[1] < time.monotonic():
            return None
        return found[2]

    def put(self, key: tuple[Any, ...], generation: datetime | None, counts: Counts) -> None:
        self._kept[key] = (generation, time.monotonic() + self.lifetime, counts)
        self._kept.move_to_end(key)
        while len(self._kept) > self.size:
            self._kept.popitem(last=False)


def facet_counts(session: DbSession, cache: FacetCache, reader: Actor, filters: Filters) -> Counts:
    """One query when nothing changed since the last time, two otherwise."""
    generation = session.scalar(select(func.max(records.c.changed_at)))
    key = (reader.is_administrator, reader.audiences, filters)
    counts = cache.get(key, generation)
    if counts is None:
        counts = count(session, reader, filters)
        cache.put(key, generation, counts)
    return counts


def count(session: DbSession, reader: Actor, filters: Filters) -> Counts:
    parts = []
    for facet in FACETS:
        column, joined = _COLUMNS[facet]
        part = select(literal(facet).label("facet"), column.label("value"), func.count().label("number"))
        part = part.where(listed_for(reader, records.c), *conditions(filters.without(facet)))
        parts.append((part if joined is None else part.where(joined)).group_by(column))
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for row in session.execute(union_all(*parts)):
        if row.value:
            counts[row.facet][row.value] = row.number
    return counts
