"""Plain text as paragraphs, with its addresses made into links."""

import re

from markupsafe import Markup, escape

ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")


def paragraphs(text: str) -> list[Markup]:
    """Escaped; lines stay lines, every http(s) address can be followed."""
    return [Markup("<br>").join(map(_linked, block.splitlines())) for block in re.split(r"\n\s*\n", text.strip())]


def _linked(line: str) -> Markup:
    return Markup("").join(
        Markup('<a href="{0}" rel="noreferrer" dir="ltr">{0}</a>').format(part) if position % 2 else escape(part)
        for position, part in enumerate(ADDRESS.split(line))
    )
