"""The pieces every chart is made of."""

from dataclasses import dataclass, field

from markupsafe import Markup, escape

from hub.web.charts.lettering import isolate, text_width

FONT = 13
SMALL = 11
BOLD = 1.08
"""How much wider bold letters are."""

# A file opened on its own has no page to colour it; the same classes, light colours, ready to print.
STANDALONE_STYLE = """text{font-family:"Noto Sans Arabic","Noto Sans",system-ui,sans-serif;font-size:13px;fill:#1d2b2a;paint-order:stroke;stroke:#fff;stroke-width:3px}
.chart-small{font-size:11px}.chart-muted{fill:#56635f}.chart-strong{font-weight:600}
.chart-grid{stroke:#d9d5c8;stroke-width:1}.chart-reference{stroke:#9a5b00;stroke-width:1.5;stroke-dasharray:5 3}
.chart-reference-text{fill:#9a5b00;font-weight:600}
.chart-s0{fill:#0b5f5a}.chart-s1{fill:#9a5b00}.chart-s2{fill:#6a4c93}.chart-s3{fill:#8a1c3a}
.chart-hollow{fill:#fff;stroke:#0b5f5a;stroke-width:2}
.chart-line{fill:none;stroke:#0b5f5a;stroke-width:2}.chart-line-national{fill:none;stroke:#9a5b00;stroke-width:1.5;stroke-dasharray:5 3}
.chart-region{stroke:#fff;stroke-width:1;fill:#ece8dc}.chart-outline{stroke:#8a8676;stroke-width:1}.chart-q0{fill:#dcebe8}.chart-q1{fill:#a9d0ca}.chart-q2{fill:#6bada5}
.chart-q3{fill:#2f827a}.chart-q4{fill:#0a4f4a}.chart-on-value{stroke:none}.chart-on-dark{fill:#fff}.chart-hatch{stroke:#8a8676;stroke-width:1.5}.chart-none{fill:#f6f4ee;stroke:#b9b4a4}
.chart-circle{fill:#0b5f5a;fill-opacity:.65;stroke:#fff;stroke-width:1}"""


@dataclass
class Chart:
    """An SVG being drawn. `rtl` only says how labels read and which way value axes run: the file itself is always
    `direction="ltr"`, so that coordinates and `text-anchor` mean the same everywhere."""

    width: int
    height: int
    title: str
    description: str
    language: str
    rtl: bool = False
    key: str = "chart"
    parts: list[str] = field(default_factory=list)

    def add(self, markup: str) -> None:
        self.parts.append(markup)

    def label(self, x: float, y: float, text: str, anchor: str = "start", classes: str = "") -> None:
        css = f' class="{classes}"' if classes else ""
        self.add(f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{css}>{escape(isolate(text, self.rtl))}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, classes: str) -> None:
        self.add(f'<path class="{classes}" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>')

    def render(self, role: str = "img", style: str = "") -> Markup:
        """`role="group"` when the drawing holds links, which an image would hide from a screen reader."""
        key = self.key
        return Markup(  # noqa: S704 -- made of numbers, our own class names and escaped text
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" direction="ltr" '
            f'lang="{self.language}" class="chart" role="{role}" aria-labelledby="{key}-t {key}-d">'
            f'<title id="{key}-t">{escape(self.title)}</title><desc id="{key}-d">{escape(self.description)}</desc>'
            f"{style}{''.join(self.parts)}</svg>"
        )


def standalone(chart: Chart, credit: str = "") -> str:
    """The chart as a file of its own: size, colours, white ground, its title above and its credit below."""
    margin = 12
    head = wrapped(chart.title, FONT, chart.width)
    foot = wrapped(credit, SMALL, chart.width)
    above, below = 18 * len(head) + margin, 14 * len(foot) + margin
    page = Chart(
        chart.width + 2 * margin,
        chart.height + above + below + margin,
        chart.title,
        chart.description,
        chart.language,
        chart.rtl,
        chart.key,
    )
    edge, anchor = (page.width - margin, "end") if chart.rtl else (margin, "start")
    for number, line in enumerate(head):
        page.label(edge, margin + 12 + 18 * number, line, anchor, "chart-strong")
    page.add(f'<g transform="translate({margin} {above + margin})">{"".join(chart.parts)}</g>')
    for number, line in enumerate(foot):
        page.label(edge, above + chart.height + margin + 14 * (number + 1), line, anchor, "chart-small chart-muted")
    ground = f'<rect width="{page.width}" height="{page.height}" fill="#fff"/>'
    markup = str(page.render(style=f"<style>{STANDALONE_STYLE}</style>{ground}"))
    sized = markup.replace("<svg ", f'<svg width="{page.width * 2}" height="{page.height * 2}" ', 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{sized}\n'


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Lines no wider than `room`, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
