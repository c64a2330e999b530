"""Charts drawn on the server as SVG: no script, no inline style, right in Arabic, small on the wire.

Shapes carry class names only (`chart-*`); a page colours them by `static/css/charts.css`, a downloaded file by
`standalone`. Every chart has a title and a description, and the page always shows the same values as a table.
"""

from hub.web.charts.dots import DotRow, dot_plot
from hub.web.charts.drawing import Chart, standalone
from hub.web.charts.numbers import format_number
from hub.web.charts.regionmap import MapValue, draw_map, region_map
from hub.web.charts.trend import TrendPanel, TrendPoint, trend_panels

__all__ = [
    "Chart",
    "DotRow",
    "MapValue",
    "TrendPanel",
    "TrendPoint",
    "dot_plot",
    "draw_map",
    "format_number",
    "region_map",
    "standalone",
    "trend_panels",
]
