"""Map of the twelve regions: rates fill the regions, counts are circles whose area is the count. A filled map of counts
would only show which region is large, so it cannot be asked for: the value says which of the two it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import sqrt

from markupsafe import Markup, escape

from hub.web.charts.drawing import SMALL, Chart
from hub.web.charts.geometry import RegionShape, morocco
from hub.web.charts.lettering import isolate, text_width
from hub.web.charts.numbers import format_number
from hub.web.charts.scales import nice_ticks, tick_decimals

LARGEST_CIRCLE = 34.0
LEGEND_CORNER = (236, 270)


@dataclass(frozen=True)
class MapValue:
    """`value=None` shows the reason in `shown` and hatches (`suppressed`) or leaves the region pale."""

    value: Decimal | None
    shown: str
    suppressed: bool = False


def class_bounds(values: list[Decimal]) -> list[float]:
    """At most five classes between round numbers, so that the legend can be read aloud."""
    ticks = nice_ticks(float(min(values)), float(max(values)), wanted=4)
    while len(ticks) > 6:
        ticks = ticks[::2] + ([ticks[-1]] if len(ticks) % 2 == 0 else [])
    return ticks


def class_of(value: Decimal, bounds: list[float]) -> int:
    inside = [number for number, bound in enumerate(bounds[1:]) if float(value) <= bound]
    return inside[0] if inside else len(bounds) - 2


def region_map(
    values: Mapping[str, MapValue] | None,
    links: Mapping[str, str],
    names: Mapping[str, str],
    title: str,
    description: str,
    language: str,
    circles: bool = False,
    highlighted: frozenset[str] = frozenset(),
    key: str = "map",
) -> Markup:
    """The map as a piece of a page. Without `values` it is the map of the network: each region a link to its page,
    those in `highlighted` set apart. `names` are spoken and shown on hovering."""
    return draw_map(values, links, names, (title, description), language, circles, highlighted, key).render(
        role="group" if links else "img"
    )


def draw_map(
    values: Mapping[str, MapValue] | None,
    links: Mapping[str, str],
    names: Mapping[str, str],
    chart_text: tuple[str, str],
    language: str,
    circles: bool = False,
    highlighted: frozenset[str] = frozenset(),
    key: str = "map",
) -> Chart:
    geometry = morocco()
    chart = Chart(geometry.width, geometry.height, *chart_text, language, language == "ar", key)
    known = [value.value for value in (values or {}).values() if value.value is not None]
    bounds = class_bounds(known) if known and not circles else []
    if any(value.suppressed for value in (values or {}).values()):
        chart.add(
            f'<defs><pattern id="{key}-h" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<path class="chart-hatch" d="M0 6L6 0"/></pattern></defs>'
        )
    for shape in geometry.regions:
        value = values.get(shape.code) if values else None
        css = region_class(value, values is not None, bounds, shape.code in highlighted)
        name = names[shape.code] if value is None else f"{names[shape.code]} : {value.shown}"
        fill = f' fill="url(#{key}-h)"' if value is not None and value.suppressed else ""
        path = f'<path class="{css}"{fill} d="{shape.path}"><title>{escape(isolate(name, chart.rtl))}</title></path>'
        link = links.get(shape.code)
        chart.add(f'<a href="{escape(link)}" aria-label="{escape(name)}">{path}</a>' if link else path)
    if circles and known:
        draw_circles(chart, geometry.regions, values or {}, max(known))
        draw_circle_legend(chart, max(known))
    elif values and bounds:
        draw_values(chart, geometry.regions, values, bounds)
        draw_class_legend(chart, bounds)
    return chart


def draw_class_legend(chart: Chart, bounds: list[float]) -> None:
    """The classes from low to high, in the empty corner of the map."""
    decimals = tick_decimals(bounds)
    written = [format_number(Decimal(str(bound)), chart.language, decimals) for bound in bounds]
    x, y = LEGEND_CORNER
    for number, (low, high) in enumerate(pairwise(written)):
        top = y + number * 19
        chart.add(f'<rect class="chart-region chart-q{number}" x="{x}" y="{top}" width="22" height="15"/>')
        chart.label(x + 29, top + 11.5, f"{low} – {high}", "start", "chart-small chart-on-value")


def draw_circle_legend(chart: Chart, largest: Decimal) -> None:
    """Two circles of round numbers: what an area stands for."""
    power = Decimal(10) ** (len(str(int(largest))) - 1)
    x, y = LEGEND_CORNER
    for amount in dict.fromkeys((max(largest // power, Decimal(1)) * power, power)):
        radius = LARGEST_CIRCLE * sqrt(float(amount) / float(largest))
        y += round(radius)
        chart.add(f'<circle class="chart-circle" cx="{x + 34}" cy="{y}" r="{radius:.1f}"/>')
        chart.label(x + 76, y + 4, format_number(amount, chart.language), "start", "chart-small chart-on-value")
        y += round(radius) + 8


def region_class(value: MapValue | None, has_values: bool, bounds: list[float], highlighted: bool) -> str:
    """A suppressed region has no fill rule of its own, so that the hatching of its `fill` attribute shows."""
    if highlighted:
        return "chart-region chart-highlighted"
    if not has_values:
        return "chart-region"
    if value is None or (value.value is None and not value.suppressed):
        return "chart-region chart-none"
    if value.suppressed or value.value is None:
        return "chart-outline"
    return f"chart-region chart-q{class_of(value.value, bounds)}" if bounds else "chart-region"


def draw_circles(
    chart: Chart, regions: tuple[RegionShape, ...], values: Mapping[str, MapValue], largest: Decimal
) -> None:
    """Biggest first, so that a small one is never hidden behind a big one."""
    placed = [
        (value.value, shape) for shape in regions if (value := values.get(shape.code)) and value.value is not None
    ]
    for amount, shape in sorted(placed, key=lambda pair: -pair[0]):
        radius = LARGEST_CIRCLE * sqrt(float(max(amount, Decimal(0))) / float(largest)) if largest else 0
        chart.add(f'<circle class="chart-circle" cx="{shape.x}" cy="{shape.y}" r="{max(radius, 1.5):.1f}"/>')


def draw_values(
    chart: Chart, regions: tuple[RegionShape, ...], values: Mapping[str, MapValue], bounds: list[float]
) -> None:
    """The value itself on each region: colour alone tells nobody a number."""
    for shape in regions:
        value = values.get(shape.code)
        if value is None or value.value is None:
            continue
        dark = bool(bounds) and class_of(value.value, bounds) >= 3
        half = text_width(value.shown, SMALL) / 2
        x = min(max(shape.x, half + 1), chart.width - half - 1)
        chart.label(
            round(x, 1),
            shape.y + 4,
            value.shown,
            "middle",
            "chart-small chart-on-value chart-on-dark" if dark else "chart-small chart-on-value",
        )
