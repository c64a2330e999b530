"""Plain text with its addresses made into links."""

import re

from markupsafe import Markup, escape

ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")


def linked(text: str) -> Markup:
    """Escaped text; every http(s) address in it can be followed."""
    parts = ADDRESS.split(text)
    return Markup("").join(
        Markup('<a href="{0}" rel="noreferrer" dir="ltr">{0}</a>').format(part) if position % 2 else escape(part)
        for position, part in enumerate(parts)
    )
