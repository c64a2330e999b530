"""Gaps, changes and ranks: added to the rows where they say something, refused in words where they do not."""

from dataclasses import replace
from decimal import Decimal

from hub.core.locale import gettext
from hub.indicators.cells import DIFFERENCE_MEASURES
from hub.indicators.changes import change_of
from hub.indicators.comparability import Refusal, gap, rank_refusal
from hub.indicators.state import BY_RANK
from hub.indicators.view_model import BoardRow, Ingredients, Series
from hub.indicators.wording import GAP_REFUSALS, NOT_COMPARABLE, RANK_REFUSALS
from hub.web.charts import format_number


def with_gaps(
    given: Ingredients,
    columns: tuple[Series, ...],
    national: BoardRow,
    regions: tuple[BoardRow, ...],
    remarks: list[str],
) -> tuple[tuple[Series, ...], tuple[BoardRow, ...]]:
    """Adds the difference to the national value of the same column, where a difference says something."""
    if given.indicator.measure not in DIFFERENCE_MEASURES:
        return columns, regions
    references = {
        series.key: cell.measured
        for series, cell in zip(columns, national.cells, strict=True)
        if cell.value is not None
    }
    if not references and any(not cell.is_absent for row in regions for cell in row.cells):
        remarks.append(gettext("The source gives no national value on this base, so there is no gap to show."))
    columns = tuple(replace(series, has_gap=series.key in references) for series in columns)
    rows = []
    for row in regions:
        cells = []
        for series, cell in zip(columns, row.cells, strict=True):
            found = gap(cell.measured, references.get(series.key)) if series.has_gap else None
            cells.append(replace(cell, gap=found, gap_shown=shown_gap(found, given.language)))
        rows.append(replace(row, cells=tuple(cells)))
    return columns, tuple(rows)


def shown_gap(found: Decimal | Refusal | None, language: str) -> str:
    if isinstance(found, Refusal):
        reason = GAP_REFUSALS.get(found)
        return f"{NOT_COMPARABLE} ({reason})" if reason else ""
    return "" if found is None else format_number(found, language, signed=True)


def with_changes(
    given: Ingredients, national: BoardRow, regions: tuple[BoardRow, ...], remarks: list[str]
) -> tuple[BoardRow, tuple[BoardRow, ...]]:
    """Adds the change over time where one base, or one family of bases, carries it."""
    if given.indicator.measure == "level" or len({cell.period for cell in national.cells}) < 2:
        return national, regions
    found = [change_of(row.cells, given.language) for row in (national, *regions)]
    if any(change.refusal is Refusal.BASE for change in found):
        remarks.append(gettext("A change is computed only between values on the same base."))
    national = replace(national, change=found[0])
    return national, tuple(replace(row, change=change) for row, change in zip(regions, found[1:], strict=True))


def ranked(given: Ingredients, regions: tuple[BoardRow, ...], remarks: list[str]) -> tuple[tuple[BoardRow, ...], bool]:
    """In order of value if that was asked for and makes sense; else in the order of the territory, saying why."""
    values = [cell.measured for row in regions for cell in row.cells]
    refusal = rank_refusal(given.indicator.rankable, values)
    if refusal is Refusal.NOT_RANKABLE or (refusal is not None and given.state.sort == BY_RANK):
        remarks.append(str(RANK_REFUSALS[refusal]))
    if refusal is not None or given.state.sort != BY_RANK:
        return regions, False
    falling = given.indicator.direction == "higher"
    known = [row for row in regions if not row.cells[0].is_absent]
    ordered = sorted(known, key=lambda row: row.cells[0].value or 0, reverse=falling)
    numbered: list[BoardRow] = []
    for position, row in enumerate(ordered, start=1):
        same = numbered and numbered[-1].cells[0].value == row.cells[0].value
        numbered.append(replace(row, rank=numbered[-1].rank if same else position))
    return (*numbered, *(row for row in regions if row.cells[0].is_absent)), True
