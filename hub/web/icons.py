"""The hub's own line icons (`icons.svg`): 24 units square, coloured by the text round them.

They are written into the page: no request, no flash on a slow line. Symbols of class `flow` point somewhere
and are mirrored in right-to-left pages; clocks, ticks and media signs are not.
"""

import re
from pathlib import Path

from markupsafe import Markup

HERE = Path(__file__).parent
SYMBOL = re.compile(
    r'<symbol id="(?P<name>[\w-]+)"(?P<flow> class="flow")?>(?P<shape>.*?)</symbol>',
    re.DOTALL,
)
OPENING = (
    '<svg class="icon{flow}" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
)


def _trusted(drawing: str) -> Markup:
    """Markup of a drawing that ships with the hub."""
    return Markup(drawing)  # noqa: S704 - read from our own files, never from input


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8").strip()


MARK = _trusted(_read("mark.svg"))
ICONS = {
    found["name"]: _trusted(OPENING.format(flow=" icon--flow" if found["flow"] else "") + found["shape"] + "</svg>")
    for found in SYMBOL.finditer(_read("icons.svg"))
}


def icon(name: str, label: str | None = None) -> Markup:
    """The drawing; silent to screen readers unless a `label` names it. KeyError for an unknown name."""
    drawing = ICONS[name]
    if label is None:
        return drawing
    return drawing + Markup('<span class="visually-hidden">{}</span>').format(label)
