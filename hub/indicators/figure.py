"""The chart of a board."""

from decimal import Decimal

from hub.core.locale import gettext, pgettext
from hub.indicators.cells import DIFFERENCE_MEASURES, BoardCell
from hub.indicators.comparability import change_refusal
from hub.indicators.periods import parse_period
from hub.indicators.view_model import Board, BoardRow
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


def chart_title(board: Board) -> str:
    """Indicator, unit, period and selection: what a chart must say when it stands alone."""
    indicator = board.indicator
    periods = list(dict.fromkeys(series.period_name for series in board.series))
    parts = [indicator.name(board.language), indicator.unit.names[board.language], " / ".join(periods)]
    if board.state.area != "total":
        parts.append(str(AREA_NAMES[board.state.area]))
    if board.state.sex != "all":
        parts.append(str(SEX_NAMES[board.state.sex]))
    return pgettext("between the items of a list", ", ").join(parts)


def chart_text(board: Board, description: str) -> tuple[str, str]:
    return chart_title(board), f"{description} {gettext('The table gives the same values.')}"


def drawable_rows(board: Board) -> tuple[BoardRow, ...]:
    """Regions; categories and places where no region has a value."""
    if any(not cell.is_absent for row in board.regions for cell in row.cells):
        return board.regions
    rest = (*board.categories, *board.places)
    filled = tuple(row for row in rest if any(not cell.is_absent for cell in row.cells))
    return filled or ((board.national,) if board.national else ())


def why_absent(cells: tuple[BoardCell, ...]) -> str:
    statuses = {cell.status for cell in cells}
    return str(STATUS_NAMES[next(status for status in ("Q", "L", "Z", "M") if status in statuses or status == "M")])


def draw_dots(board: Board) -> Chart:
    rows = drawable_rows(board)
    national = None
    cells = board.national.cells if board.national else ()
    known = [cell for cell in cells if cell.value is not None]
    if len(known) == 1 and known[0].value is not None and board.indicator.measure in DIFFERENCE_MEASURES:
        name = board.national.label if board.national else ""
        national = (f"{name} {known[0].shown}", known[0].value)
    if board.national is not None and rows == (board.national,):
        national = None
    return dot_plot(
        chart_text(board, gettext("One dot for each territory; a line marks the national value.")),
        [
            DotRow(
                row.label,
                [cell.value for cell in row.cells],
                [cell.shown for cell in row.cells],
                why_absent(row.cells) if all(cell.is_absent for cell in row.cells) else "",
            )
            for row in rows
        ],
        national,
        board.language,
        lambda value, decimals: format_number(value, board.language, decimals),
        from_zero=board.indicator.measure != "mean",
        legend=[f"{series.period_name} · {series.base_name}" for series in board.series],
    )


def draw_trend(board: Board) -> Chart:
    rows = drawable_rows(board)
    periods = [parse_period(series.period) for series in board.series]
    national: tuple[TrendPoint, ...] = ()
    if board.national is not None and rows != (board.national,) and board.indicator.measure in DIFFERENCE_MEASURES:
        national = trend_points(board.national.cells)
    return trend_panels(
        chart_text(board, gettext("One small line for each territory on one scale; time runs from left to right.")),
        [trend_panel(row) for row in rows],
        national,
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
    if not board.regions or not any(not cell.is_absent for row in board.regions for cell in row.cells):
        return None
    best = max(
        range(len(board.series)),
        key=lambda number: (sum(not row.cells[number].is_absent for row in board.regions), number),
    )
    values = {
        row.geo: MapValue(
            row.cells[best].value,
            row.cells[best].shown or str(STATUS_NAMES[row.cells[best].status]),
            suppressed=row.cells[best].status == "Q",
        )
        for row in board.regions
    }
    is_count = board.indicator.unit.is_count
    description = (
        gettext("Circles: the area of each is the number of its region.")
        if is_count
        else gettext("The darker the region, the higher its value.")
    )
    text = chart_text(board, f"{description} {board.series[best].base_name}.")
    return draw_map(values, {}, board.region_names, text, board.language, circles=is_count)
