"""The picture of a PDF's first page."""

from pathlib import Path
from typing import Any

import pypdfium2

from hub.services.parsing.images import THUMBNAIL_SIDE, write_thumbnail
from hub.services.parsing.pages import Unreadable


def draw(source: Path, folder: Path) -> dict[str, Any]:
    """Writes `thumbnail`. Raises Unreadable (`damaged`; `encrypted` too, for pdfium does not tell them apart)."""
    try:
        document = pypdfium2.PdfDocument(source)
        page = document[0]
        longest = max(page.get_size())
        if not 1 <= longest <= 50_000:
            raise Unreadable("damaged")
        picture = page.render(scale=THUMBNAIL_SIDE / longest).to_pil()
    except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
        raise Unreadable("damaged") from error
    write_thumbnail(picture, folder)
    return {"pages": len(document)}
