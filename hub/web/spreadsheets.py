"""CSV that people open in a spreadsheet: RFC 4180, comma, CRLF, UTF-8 with a byte order mark so that Arabic is read."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def written(lines: Iterable[Sequence[str]]) -> str:
    """Some lines of a file."""
    stream = StringIO()
    csv.writer(stream).writerows(lines)
    return stream.getvalue()
