"""How many records each choice of a facet would show."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, literal, select, union_all

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.library.filters import FACETS, Filters
from hub.library.models import RecordEdition, RecordRegion, RecordTheme
from hub.library.queries.cards import conditions, records
from hub.library.visibility import listed_for

T = TypeVar("T")
Counts = Mapping[str, Mapping[str, int]]
"""Facet to value to number of records; each facet counted under the other facets' choices."""

_GENERATION = select(func.max(records.c.changed_at))
_COLUMNS: dict[str, tuple[Any, ColumnElement[bool] | None]] = {
    "kind": (records.c.kind, None),
    "theme": (RecordTheme.theme_code, RecordTheme.record_id == records.c.id),
    "region": (RecordRegion.region_code, RecordRegion.record_id == records.c.id),
    "maturity": (records.c.maturity, None),
    "text": (RecordEdition.language, RecordEdition.record_id == records.c.id),
}


@dataclass
class FacetCache:
    """What was worked out from counts, for as long as nothing in the library changed, `lifetime` seconds at most.

    Two changes may commit in another order than their clocks say; the lifetime bounds how long a count can then lag.
    """

    size: int = 512
    lifetime: float = 60.0
    _kept: "OrderedDict[Hashable, tuple[datetime | None, float, Any]]" = field(default_factory=OrderedDict)

    def get(self, key: Hashable, generation: datetime | None, make: Callable[[], T]) -> T:
        """The value kept under `key` since `generation` began, else a new one."""
        found = self._kept.get(key)
        if found is None or found[0] != generation or found[1] < time.monotonic():
            found = (generation, time.monotonic() + self.lifetime, make())
            self._kept[key] = found
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)
        return found[2]


def generation(session: DbSession) -> datetime | None:
    """When the library last changed: one look at an index."""
    return session.scalar(_GENERATION)


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
