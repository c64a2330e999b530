"""The tables of a board, each with the columns its own values need."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hub.indicators.cells import BoardCell, empty_cell, filled_cell
from hub.indicators.codelists import NATION, base_name, breakdowns, places
from hub.indicators.footnotes import footnotes_of, shared_notes
from hub.indicators.periods import parse_period, period_label
from hub.indicators.queries import Value
from hub.indicators.view_model import CATEGORIES, PLACES, TERRITORIES, Block, BoardRow, Ingredients, Series, SeriesKey

NoteNumbers = Mapping[tuple[str, str], int]


@dataclass
class RowPlan:
    """A row before its cells are made."""

    geo: str
    label: str
    breakdown: str = ""
    values: list[Value] = field(default_factory=list)


def make_block(given: Ingredients, notes: NoteNumbers, kind: str, plans: Sequence[RowPlan]) -> Block:
    values = [value for plan in plans for value in plan.values]
    columns = series_of(given, values)
    decimals = {series.key: decimals_of(values, series.key) for series in columns}
    rows = tuple(
        BoardRow(
            plan.geo,
            plan.label,
            tuple(make_cell(given, notes, plan, series, decimals[series.key]) for series in columns),
            is_national=kind == TERRITORIES and plan.geo == NATION,
            breakdown=plan.breakdown,
        )
        for plan in plans
    )
    return Block(kind, columns, rows)


def make_cell(given: Ingredients, notes: NoteNumbers, plan: RowPlan, series: Series, decimals: int) -> BoardCell:
    for value in plan.values:
        if (value.period, value.base) == series.key:
            return filled_cell(value, given.indicator, decimals, given.language, footnotes_of(value, notes))
    return empty_cell(given.indicator, series.period, series.base)


def series_of(given: Ingredients, values: Sequence[Value]) -> tuple[Series, ...]:
    """Columns: over time in the order of time, else the base that covers most rows first."""
    covered = Counter((value.period, value.base) for value in values)
    keys = list(covered) or [(given.period, "")]
    order = {key: position for position, key in enumerate(dict.fromkeys((v.period, v.base) for v in given.values))}
    keys.sort(key=lambda key: order.get(key, 0) if given.state.view == "trend" else -covered[key])
    return tuple(
        Series(
            period,
            period_label(parse_period(period), given.language) if period else "",
            base,
            *base_name(base, given.language),
        )
        for period, base in keys
    )


def decimals_of(values: Sequence[Value], key: SeriesKey) -> int:
    """A column is printed as precisely as its most precise value."""
    return max((value.decimals for value in values if (value.period, value.base) == key), default=0)


def territorial_plans(given: Ingredients) -> list[RowPlan]:
    """The nation and the regions that were asked for."""
    plans = {NATION: RowPlan(NATION, given.nation_name)}
    for code in given.state.regions or given.region_names:
        plans[code] = RowPlan(code, given.region_names[code])
    for value in given.values:
        if value.breakdown == given.state.breakdown and value.geo in plans:
            plans[value.geo].values.append(value)
    return list(plans.values())


def category_plans(given: Ingredients) -> list[RowPlan]:
    """Categories of the whole country, in the order of their code list."""
    order = {code: position for position, code in enumerate(breakdowns())}
    plans: dict[str, RowPlan] = {}
    for value in given.values:
        if value.geo == NATION and value.breakdown and not given.state.breakdown:
            plan = RowPlan("", category_name(value.breakdown, given.language), value.breakdown)
            plans.setdefault(value.breakdown, plan).values.append(value)
    return [plans[code] for code in sorted(plans, key=lambda code: order.get(code, len(order)))]


def place_plans(given: Ingredients) -> list[RowPlan]:
    """Cities and prefectures, of the regions that were asked for."""
    known, wanted = places(), given.state.regions
    plans: dict[tuple[str, str], RowPlan] = {}
    for value in given.values:
        if value.geo in known and (not wanted or known[value.geo].region in wanted):
            key = value.geo, value.breakdown
            plans.setdefault(key, RowPlan(value.geo, place_name(*key, given.language), value.breakdown))
            plans[key].values.append(value)
    return [plans[key] for key in sorted(plans)]


def category_name(code: str, language: str) -> str:
    known = breakdowns().get(code)
    return known.names[language] if known else code


def place_name(geo: str, category: str, language: str) -> str:
    name = places()[geo].names[language]
    return f"{name} ({category_name(category, language)})" if category else name


def with_shared_notes(block: Block) -> Block:
    """Footnotes that a whole column has move into its head."""
    columns = tuple(
        replace(series, notes=shared_notes([row.cells[number] for row in block.rows]))
        for number, series in enumerate(block.series)
    )
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, marks=tuple(note for note in cell.notes if note not in series.notes))
                for series, cell in zip(columns, row.cells, strict=True)
            ),
        )
        for row in block.rows
    )
    return replace(block, series=columns, rows=rows)


__all__ = ["CATEGORIES", "PLACES", "TERRITORIES", "category_plans", "make_block", "place_plans", "territorial_plans"]
