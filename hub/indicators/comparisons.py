"""Gaps, changes and ranks: added to the rows where they say something, refused in words where they do not."""

from dataclasses import replace
from decimal import Decimal

from hub.core.locale import gettext
from hub.indicators.cells import DIFFERENCE_MEASURES
from hub.indicators.changes import change_of
from hub.indicators.comparability import Refusal, gap, rank_refusal
from hub.indicators.state import BY_RANK
from hub.indicators.view_model import Block, BoardRow, Ingredients
from hub.indicators.wording import GAP_REFUSALS, NOT_COMPARABLE, RANK_REFUSALS
from hub.web.charts import format_number


def with_gaps(given: Ingredients, block: Block, remarks: list[str]) -> Block:
    """Adds the difference to the national value of the same column, where a difference says something."""
    if given.indicator.measure not in DIFFERENCE_MEASURES or block.national is None:
        return block
    references = {
        series.key: cell.measured
        for series, cell in zip(block.series, block.national.cells, strict=True)
        if cell.value is not None
    }
    if not references and any(not row.is_absent for row in block.regions):
        remarks.append(gettext("The source gives no national value on this base, so there is no gap to show."))
    columns = tuple(replace(series, has_gap=series.key in references) for series in block.series)
    rows = []
    for row in block.regions:
        cells = []
        for series, cell in zip(columns, row.cells, strict=True):
            found = gap(cell.measured, references.get(series.key)) if series.has_gap else None
            cells.append(replace(cell, gap=found, gap_shown=shown_gap(found, given.language)))
        rows.append(replace(row, cells=tuple(cells)))
    return replace(block, series=columns, rows=(block.national, *rows))


def shown_gap(found: Decimal | Refusal | None, language: str) -> str:
    if isinstance(found, Refusal):
        reason = GAP_REFUSALS.get(found)
        return f"{NOT_COMPARABLE} ({reason})" if reason else ""
    return "" if found is None else format_number(found, language, signed=True)


def with_changes(given: Ingredients, block: Block, remarks: list[str]) -> Block:
    """Adds the change over time where one base, or one family of bases, carries it."""
    if given.indicator.measure == "level" or len({series.period for series in block.series}) < 2:
        return block
    rows = tuple(replace(row, change=change_of(row.cells, given.language)) for row in block.rows)
    if any(row.change is not None and row.change.refusal is Refusal.BASE for row in rows):
        remarks.append(gettext("A change is computed only between values on the same base."))
    return replace(block, rows=rows)


def ranked(given: Ingredients, block: Block, remarks: list[str]) -> Block:
    """In order of value if that was asked for and makes sense; else in the order of the territory, saying why."""
    refusal = rank_refusal(given.indicator.rankable, [cell.measured for row in block.regions for cell in row.cells])
    if refusal is Refusal.NOT_RANKABLE or (refusal is not None and given.state.sort == BY_RANK):
        remarks.append(str(RANK_REFUSALS[refusal]))
    if refusal is not None or given.state.sort != BY_RANK:
        return block
    national = (block.national,) if block.national else ()
    known = [row for row in block.regions if not row.is_absent]
    absent = [row for row in block.regions if row.is_absent]
    return replace(
        block, rows=(*national, *numbered(known, given.indicator.direction == "higher"), *absent), has_ranks=True
    )


def numbered(rows: list[BoardRow], falling: bool) -> list[BoardRow]:
    """Best first; equal values share a rank."""
    ordered = sorted(rows, key=lambda row: row.cells[0].value or 0, reverse=falling)
    result: list[BoardRow] = []
    for position, row in enumerate(ordered, start=1):
        is_same = bool(result) and result[-1].cells[0].value == row.cells[0].value
        result.append(replace(row, rank=result[-1].rank if is_same else position))
    return result
