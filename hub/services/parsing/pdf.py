"""PDF: text by pypdf (it reads Arabic as it was typed), the first page's picture by pdfium."""

from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from hub.services.parsing.pages import Pages, Unreadable, unshaped


def read(source: Path, pages: Pages) -> dict[str, Any]:
    """Returns how many pages there are and how many could not be read. Raises Unreadable (`encrypted`, `damaged`)."""
    try:
        reader = PdfReader(source)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        total = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise Unreadable("damaged") from error
    broken = 0
    for number in range(total):
        if pages.is_full:
            break
        try:
            text = reader.pages[number].extract_text()
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
            broken += 1
            text = ""
        pages.add(number + 1, unshaped(text))
    if total and broken == total:
        raise Unreadable("damaged")
    return {"pages": total, "broken": broken}
