"""The chart of a board."""

from decimal import Decimal

from hub.core.locale import gettext, listed
from hub.indicators.cells import DIFFERENCE_MEASURES, BoardCell
from hub.indicators.comparability import change_refusal
from hub.indicators.periods import parse_period
from hub.indicators.view_model import Block, Board, BoardRow
from hub.indicators.wording import AREA_NAMES, SEX_NAMES, STATUS_NAMES
from hub.web.charts import (
    Chart,
    DotRow,
    MapValue,
    TrendPanel,
    TrendPoint,
    dot_plot,
    draw_map,
    format_number,
    trend_panels,
)
from hub.web.charts.lettering import LTR_ISOLATE, POP_ISOLATE


def draw_board(board: Board) -> Chart | None:
    """The chart of the board's view; None for the table, and where there is nothing to draw."""
    if board.is_empty:
        return None
    match board.state.view:
        case "dots":
            return draw_dots(board)
        case "trend":
            return draw_trend(board)
        case "map":
            return draw_regions(board)
    return None


def chart_title(board: Board, block: Block) -> str:
    """Indicator, unit, period and selection: what a chart must say when it stands alone."""
    indicator = board.indicator
    parts = [
        indicator.name(board.language),
        indicator.unit.names[board.language],
        " / ".join(dict.fromkeys(series.period_name for series in block.series)),
    ]
    if board.state.area != "total":
        parts.append(str(AREA_NAMES[board.state.area]))
    if board.state.sex != "all":
        parts.append(str(SEX_NAMES[board.state.sex]))
    return listed(parts)


def chart_text(board: Board, block: Block, description: str) -> tuple[str, str]:
    same = gettext("The table gives the same values.")
    return chart_title(board, block), f"{description} {same}"


def drawn_block(board: Board) -> Block:
    """The territories; categories or places where no territory has a value."""
    for block in board.blocks:
        if any(not row.is_absent for row in block.regions):
            return block
    return next(block for block in board.blocks if any(not row.is_absent for row in block.rows))


def drawn_rows(block: Block) -> tuple[BoardRow, ...]:
    """Regions; the nation where it alone has a value."""
    if any(not row.is_absent for row in block.regions):
        return block.regions
    return block.rows[:1]


def why_absent(cells: tuple[BoardCell, ...]) -> str:
    statuses = {cell.status for cell in cells}
    return str(STATUS_NAMES[next((status for status in ("Q", "L", "Z") if status in statuses), "M")])


def national_line(board: Board, block: Block) -> tuple[str, Decimal] | None:
    """The reference line: one national value, of something whose regions can be held against it."""
    nation = block.national
    if nation is None or board.indicator.measure not in DIFFERENCE_MEASURES or drawn_rows(block) == (nation,):
        return None
    known = [cell for cell in nation.cells if cell.value is not None]
    if len(known) != 1 or known[0].value is None:
        return None
    shown = f"{LTR_ISOLATE}{known[0].shown}{POP_ISOLATE}" if board.language == "ar" else known[0].shown
    return f"{nation.label} {shown}", known[0].value


def draw_dots(board: Board) -> Chart:
    block = drawn_block(board)
    rows = drawn_rows(block)
    filled = [number for number in range(len(block.series)) if any(not row.cells[number].is_absent for row in rows)]
    return dot_plot(
        chart_text(board, block, gettext("One dot for each territory; a line marks the national value.")),
        [
            DotRow(
                row.label,
                [row.cells[number].value for number in filled],
                [row.cells[number].shown for number in filled],
                why_absent(row.cells) if row.is_absent else "",
            )
            for row in rows
        ],
        national_line(board, block),
        board.language,
        lambda value, decimals: format_number(value, board.language, decimals),
        from_zero=board.indicator.measure != "mean",
        legend=[f"{series.period_name} · {series.base_name}" for series in (block.series[number] for number in filled)],
    )


def draw_trend(board: Board) -> Chart:
    block = drawn_block(board)
    rows = drawn_rows(block)
    periods = [parse_period(series.period) for series in block.series]
    nation = block.national
    national: tuple[TrendPoint, ...] = ()
    if nation is not None and rows != (nation,) and board.indicator.measure in DIFFERENCE_MEASURES:
        national = trend_points(nation.cells)
    return trend_panels(
        chart_text(
            board, block, gettext("One small line for each territory on one scale; time runs from left to right.")
        ),
        [trend_panel(row) for row in rows],
        (nation.label if nation else "", national),
        (str(min(periods).start.year), str(max(periods).end.year)),
        board.language,
        lambda value, decimals: format_number(value, board.language, decimals),
    )


def trend_panel(row: BoardRow) -> TrendPanel:
    points = trend_points(row.cells)
    shown = [cell.shown for cell in row.cells if cell.value is not None] or [""]
    return TrendPanel(row.label, points, shown[0], shown[-1], why_absent(row.cells))


def trend_points(cells: tuple[BoardCell, ...]) -> tuple[TrendPoint, ...]:
    """Oldest first; a line leads only to a value that may be compared with an earlier one."""
    known = [cell for cell in cells if cell.value is not None]
    points = []
    for number, cell in enumerate(known):
        joins = number > 0 and change_refusal(known[number - 1].measured, cell.measured) is None
        value = cell.value if cell.value is not None else Decimal(0)
        points.append(TrendPoint(parse_period(cell.period).moment, value, joins, firm=cell.status == "A"))
    return tuple(points)


def draw_regions(board: Board) -> Chart | None:
    """Rates fill the regions, counts are circles. One column only: the one that covers most regions."""
    block = board.territories
    if block is None or all(row.is_absent for row in block.regions):
        return None
    best = max(
        range(len(block.series)),
        key=lambda number: (sum(not row.cells[number].is_absent for row in block.regions), -number),
    )
    values = {
        row.geo: MapValue(
            row.cells[best].value,
            row.cells[best].shown or str(STATUS_NAMES[row.cells[best].status]),
            suppressed=row.cells[best].status == "Q",
        )
        for row in block.regions
    }
    is_count = board.indicator.unit.is_count
    description = (
        gettext("Circles: the area of each is the number of its region.")
        if is_count
        else gettext("The stronger the colour of a region, the higher its value.")
    )
    text = chart_text(board, block, f"{description} {block.series[best].base_name}.")
    return draw_map(values, {}, board.region_names, text, board.language, circles=is_count)
