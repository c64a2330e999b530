"""The whole table of one indicator, period and base, with the lines that add up in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from hub.indicators.codelists import NATION, breakdowns
from hub.indicators.suppression import Line

REGION_COUNT = 12


class CellKey(NamedTuple):
    """Where a value stands in its table."""

    geo: str
    area: str
    sex: str
    breakdown: str


def adding_lines(values: Mapping[CellKey, Decimal]) -> list[Line[CellKey]]:
    """Every total whose parts are all there and really sum to it: regions to the nation, urban and rural, women and men,
    categories of one scheme. A line that does not add up (unlisted categories) gives nothing away."""
    groups: dict[CellKey, dict[str, list[CellKey]]] = defaultdict(lambda: defaultdict(list))
    for key in values:
        for total, axis in totals_above(key):
            groups[total][axis].append(key)
    return [
        Line(total, tuple(parts))
        for total, axes in groups.items()
        if total in values
        for axis, parts in axes.items()
        if is_complete(axis, len(parts)) and sum(values[part] for part in parts) == values[total]
    ]


def totals_above(key: CellKey) -> Iterable[tuple[CellKey, str]]:
    if key.geo.isdigit():
        yield key._replace(geo=NATION), "geo"
    if key.area != "total":
        yield key._replace(area="total"), "area"
    if key.sex != "all":
        yield key._replace(sex="all"), "sex"
    if key.breakdown:
        known = breakdowns().get(key.breakdown)
        yield key._replace(breakdown=""), f"breakdown:{known.scheme if known else ''}"


def is_complete(axis: str, count: int) -> bool:
    """Regions are twelve, areas and sexes two; categories as many as add up."""
    if axis == "geo":
        return count == REGION_COUNT
    return count == 2 if axis in {"area", "sex"} else count > 0
