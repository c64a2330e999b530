"""Small multiples: one small line per territory on one shared scale, with the national line behind. Time always runs
from left to right, in Arabic too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hub.web.charts.drawing import BOLD, FONT, SMALL, Chart
from hub.web.charts.lettering import shorten, text_width
from hub.web.charts.scales import Scale, axis_bounds, nice_ticks, tick_decimals

COLUMNS, WIDTH, GAP, PANEL, HEAD, FOOT, LEGEND = 2, 384, 16, 72, 20, 26, 22


@dataclass(frozen=True)
class TrendPoint:
    """`moment` is a year with its fraction. `joins`: may a line lead here from the point before (same base)?"""

    moment: float
    value: Decimal
    joins: bool
    firm: bool = True


@dataclass(frozen=True)
class TrendPanel:
    label: str
    points: Sequence[TrendPoint]
    first: str
    last: str
    missing: str = ""


def trend_panels(
    chart_text: tuple[str, str],
    panels: Sequence[TrendPanel],
    national: tuple[str, Sequence[TrendPoint]],
    ends: tuple[str, str],
    language: str,
    write_number: Callable[[Decimal, int], str],
    key: str = "trend",
) -> Chart:
    """`national` is the label and the line behind every panel (no points: no line); `ends` are the labels of the first and
    the last moment of the shared time axis."""
    rtl = language == "ar"
    nation, behind = national
    legend = LEGEND if behind else 0
    lines = -(-len(panels) // COLUMNS)
    chart = Chart(WIDTH, legend + lines * (PANEL + HEAD + FOOT) + 4, *chart_text, language, rtl, key)
    everything = [point for panel in panels for point in panel.points] + list(behind)
    values = [float(point.value) for point in everything] or [0.0, 1.0]
    moments = [point.moment for point in everything] or [0.0, 1.0]
    ticks = nice_ticks(*axis_bounds(values, from_zero=True), wanted=2)
    decimals = tick_decimals(ticks)
    labels = {tick: write_number(Decimal(str(tick)), decimals) for tick in ticks}
    axis = max(text_width(label, SMALL) for label in labels.values()) + 8
    width = (WIDTH - axis - GAP * (COLUMNS - 1)) / COLUMNS
    if behind:
        draw_legend(chart, nation)
    span = (min(moments), max(moments) if max(moments) > min(moments) else min(moments) + 1)
    for number, panel in enumerate(panels):
        column, line = number % COLUMNS, number // COLUMNS
        left = axis + (COLUMNS - 1 - column if rtl else column) * (width + GAP)
        top = legend + line * (PANEL + HEAD + FOOT) + HEAD
        across = Scale(*span, left + 5, left + width - 5)
        up = Scale(ticks[0], ticks[-1], top + PANEL, top + 6)
        draw_frame(chart, left, width, up, ticks, ends, panel.label)
        if left - axis < 1:
            for tick, label in labels.items():
                chart.label(axis - 5, up(tick) + 4, label, "end", "chart-small chart-muted")
        if not panel.points:
            chart.label(left + width / 2, top + PANEL / 2, panel.missing, "middle", "chart-small chart-muted")
            continue
        draw_line(chart, behind, across, up, "chart-line-national", marks=False)
        draw_line(chart, panel.points, across, up, "chart-line", marks=True)
        draw_end_values(chart, panel, across, up)
    return chart


def draw_legend(chart: Chart, nation: str) -> None:
    """What the broken line is."""
    x, side, anchor = (WIDTH, -1, "end") if chart.rtl else (0, 1, "start")
    chart.line(x, 9, x + 28 * side, 9, "chart-line-national")
    chart.label(x + 34 * side, 13, nation, anchor, "chart-small")


def draw_frame(
    chart: Chart, left: float, width: float, up: Scale, ticks: list[float], ends: tuple[str, str], label: str
) -> None:
    grid = "".join(f"M{left:g} {up(tick):g}H{left + width:g}" for tick in ticks)
    chart.add(f'<path class="chart-grid" d="{grid}"/>')
    head = up.end - 12
    edge, anchor = (left + width, "end") if chart.rtl else (left, "start")
    chart.label(edge, head, shorten(label, FONT * BOLD, width), anchor, "chart-strong")
    chart.label(left, up.start + 13, ends[0], "start", "chart-small chart-muted")
    if ends[1] != ends[0]:
        chart.label(left + width, up.start + 13, ends[1], "end", "chart-small chart-muted")


def draw_line(chart: Chart, points: Sequence[TrendPoint], across: Scale, up: Scale, classes: str, marks: bool) -> None:
    path = "".join(
        f"{'L' if number and point.joins else 'M'}{across(point.moment):g} {up(point.value):g}"
        for number, point in enumerate(points)
    )
    if path:
        chart.add(f'<path class="{classes}" d="{path}"/>')
    if not marks:
        return
    for point in points:
        css = "chart-s0" if point.firm else "chart-hollow"
        chart.add(f'<circle class="{css}" cx="{across(point.moment):g}" cy="{up(point.value):g}" r="3"/>')


def draw_end_values(chart: Chart, panel: TrendPanel, across: Scale, up: Scale) -> None:
    first, last = panel.points[0], panel.points[-1]
    if first is not last:
        place_value(chart, across(first.moment) - 3, up(first.value), panel.first, "start", up)
    apart = first is last or text_width(panel.first + panel.last, SMALL) < across.end - across.start
    if apart:
        place_value(chart, across(last.moment) + 3, up(last.value), panel.last, "end", up)


def place_value(chart: Chart, x: float, y: float, text: str, anchor: str, up: Scale) -> None:
    above = y - 7 > up.end
    chart.label(x, y - 7 if above else y + 16, text, anchor, "chart-small")
