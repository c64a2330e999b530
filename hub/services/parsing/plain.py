"""Text, Markdown, CSV: in UTF-8, or in the encodings that office programs of the region still write."""

import re
from pathlib import Path
from typing import Any

from hub.services.parsing.pages import MOST_ON_PAGE, Pages

_ARABIC_WORD = re.compile("[\u0621-\u064a]{3}")


def read(source: Path, pages: Pages) -> dict[str, Any]:
    with source.open("rb") as file:
        content = file.read(8 * MOST_ON_PAGE)
    pages.add(0, decoded(content))
    return {"pages": 0}


def decoded(content: bytes) -> str:
    """UTF-8; else Windows-1256 when that gives Arabic words; else Windows-1252."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(content) - 4:
            return content[: error.start].decode("utf-8-sig")
    arabic = content.decode("cp1256", "replace")
    return arabic if _ARABIC_WORD.search(arabic) else content.decode("cp1252", "replace")
