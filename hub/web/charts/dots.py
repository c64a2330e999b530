"""Dot plot: one row per territory, the national value as a line across all rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hub.web.charts.drawing import BOLD, FONT, SMALL, Chart
from hub.web.charts.lettering import shorten, text_width
from hub.web.charts.scales import Scale, axis_bounds, nice_ticks, tick_decimals

WIDTH, ROW, TOP, BOTTOM, LEGEND = 400, 25, 34, 24, 18
MARKS = (
    "M{x:g} {y:g}m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M{x:g} {y:g}m0-6l6 6l-6 6l-6-6z",
    "M{x:g} {y:g}m-5-5h10v10h-10z",
    "M{x:g} {y:g}m0-6l6 11h-12z",
)


@dataclass(frozen=True)
class DotRow:
    """`values[i]` belongs to series i; None shows `missing` instead, in words. `shown` are the printed values."""

    label: str
    values: Sequence[Decimal | None]
    shown: Sequence[str]
    missing: str = ""


def dot_plot(
    chart_text: tuple[str, str],
    rows: Sequence[DotRow],
    national: tuple[str, Decimal] | None,
    language: str,
    write_number: Callable[[Decimal, int], str],
    from_zero: bool = True,
    legend: Sequence[str] = (),
    key: str = "dots",
) -> Chart:
    """`chart_text` is title and description; `national` the label and value of the reference line; `legend` the names of
    the series when there are several."""
    rtl = language == "ar"
    lines = legend if len(legend) > 1 else ()
    height = TOP + ROW * len(rows) + BOTTOM + LEGEND * len(lines)
    chart = Chart(WIDTH, height, *chart_text, language, rtl, key)
    column = min(160.0, max((text_width(row.label, FONT) for row in rows), default=0) + 10)
    room = 58.0
    known = [float(value) for row in rows for value in row.values if value is not None]
    if national:
        known.append(float(national[1]))
    if not known:
        known = [0.0, 1.0]
    ticks = nice_ticks(*axis_bounds(known, from_zero))
    start, end = column + 8, WIDTH - room
    scale = Scale(ticks[0], ticks[-1], WIDTH - start if rtl else start, WIDTH - end if rtl else end)
    foot = TOP + ROW * len(rows)
    grid = "".join(f"M{scale(tick):g} {TOP}V{foot}" for tick in ticks)
    chart.add(f'<path class="chart-grid" d="{grid}"/>')
    draw_ticks(chart, scale, ticks, foot + 15, write_number)
    if national:
        draw_reference(chart, scale(national[1]), foot, national[0])
    edge = WIDTH if rtl else 0
    for number, row in enumerate(rows):
        y = TOP + ROW * number + ROW / 2
        chart.label(edge, y + 4.5, shorten(row.label, FONT, column), "end" if rtl else "start")
        draw_row(chart, scale, y, row)
    for series, text in enumerate(lines):
        draw_legend_line(chart, foot + BOTTOM + LEGEND * series + 8, series, text)
    return chart


def draw_legend_line(chart: Chart, y: float, series: int, text: str) -> None:
    x, side, anchor = (WIDTH - 8, -1, "end") if chart.rtl else (8, 1, "start")
    draw_mark(chart, x, y, series)
    chart.label(x + 12 * side, y + 4, shorten(text, SMALL, WIDTH - 24), anchor, "chart-small")


def draw_mark(chart: Chart, x: float, y: float, series: int) -> None:
    mark = MARKS[series % len(MARKS)].format(x=x, y=y)
    chart.add(f'<path class="chart-s{series % len(MARKS)}" d="{mark}"/>')


def draw_ticks(
    chart: Chart, scale: Scale, ticks: list[float], y: float, write_number: Callable[[Decimal, int], str]
) -> None:
    """Labels of the axis, leaving out those that would touch the one before."""
    decimals = tick_decimals(ticks)
    free_from: float | None = None
    for tick in sorted(ticks, key=scale):
        text = write_number(Decimal(str(tick)), decimals)
        half = text_width(text, SMALL) / 2
        x = min(max(scale(tick), half), chart.width - half)
        if free_from is not None and x - half < free_from:
            continue
        chart.label(x, y, text, "middle", "chart-small chart-muted")
        free_from = x + half + 6


def draw_reference(chart: Chart, x: float, foot: float, text: str) -> None:
    chart.line(x, TOP - 6, x, foot, "chart-reference")
    half = text_width(text, FONT) * BOLD / 2
    centre = min(max(x, half + 2), chart.width - half - 2)
    chart.label(centre, TOP - 14, text, "middle", "chart-reference-text")


def draw_row(chart: Chart, scale: Scale, y: float, row: DotRow) -> None:
    placed = [(scale(value), series) for series, value in enumerate(row.values) if value is not None]
    side = -1 if chart.rtl else 1
    if not placed:
        chart.label(
            scale.start + 6 * side, y + 4, row.missing, "end" if chart.rtl else "start", "chart-small chart-muted"
        )
        return
    for x, series in placed:
        draw_mark(chart, x, y, series)
    x, series = max(placed, key=lambda place: place[0] * side)
    chart.label(x + 9 * side, y + 4, row.shown[series], "end" if chart.rtl else "start", "chart-small")
