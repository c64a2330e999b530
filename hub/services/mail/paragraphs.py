"""Plain text as paragraphs, with its addresses made into links."""

import re

from markupsafe import Markup, escape

ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")


def paragraphs(text: str, link: Markup | None = None) -> list[Markup]:
    """Escaped; lines stay lines, every http(s) address can be followed. `link`: the markup of one, with `{0}`."""
    shown = link or Markup('<a href="{0}" rel="noreferrer" dir="ltr">{0}</a>')
    return [Markup("<br>").join(_linked(line, shown) for line in block.splitlines()) for block in blocks(text)]


def blocks(text: str) -> list[str]:
    """What stands between empty lines."""
    return re.split(r"\n\s*\n", text.strip())


def _linked(line: str, link: Markup) -> Markup:
    return Markup("").join(
        link.format(part) if position % 2 else escape(part) for position, part in enumerate(ADDRESS.split(line))
    )
