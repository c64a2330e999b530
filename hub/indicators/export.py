"""The board as a CSV file (RFC 4180, comma, CRLF, UTF-8 with a byte order mark so that spreadsheets read Arabic).

One line for each value the page shows, in its order. `value` is a plain number with a point; it is empty when there is none,
and `status` says why. Text that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236).
"""

from collections.abc import Iterator
from decimal import Decimal

from hub.indicators.cells import BoardCell
from hub.indicators.view_model import Board, BoardRow, Series
from hub.web.spreadsheets import BYTE_ORDER_MARK, harmless, written

HEADER = (
    "indicator",
    "indicator_name",
    "territory_code",
    "territory",
    "period",
    "area",
    "sex",
    "breakdown",
    "value",
    "unit",
    "base",
    "status",
    "gap_to_national",
    "change",
    "rank",
    "sources",
)


def board_csv(board: Board) -> str:
    return BYTE_ORDER_MARK + written([HEADER, *lines(board)])


def lines(board: Board) -> Iterator[list[str]]:
    for block in board.blocks:
        for row in block.rows:
            for series, cell in zip(block.series, row.cells, strict=True):
                yield line(board, row, series, cell)


def line(board: Board, row: BoardRow, series: Series, cell: BoardCell) -> list[str]:
    sources = [
        " ".join(part for part in (note.text, note.address) if part)
        for note in board.footnotes
        if note.number in cell.notes
    ]
    return [
        board.indicator.code,
        harmless(board.indicator.name(board.language)),
        row.geo,
        harmless(row.label),
        series.period,
        board.state.area,
        board.state.sex,
        row.breakdown or board.state.breakdown,
        "" if cell.value is None else str(cell.value),
        harmless(board.indicator.unit.names[board.language]),
        harmless(series.base),
        cell.status,
        str(cell.gap) if isinstance(cell.gap, Decimal) else "",
        change_at(row, cell),
        "" if row.rank is None else str(row.rank),
        harmless(" | ".join(sources)),
    ]


def change_at(row: BoardRow, cell: BoardCell) -> str:
    """The row's change stands beside its later value."""
    change = row.change
    if change is None or change.difference is None or (change.later, change.base) != (cell.period, cell.base):
        return ""
    return str(change.difference)
