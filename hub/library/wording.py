"""Filters of the library's templates."""

from urllib.parse import unquote, urlsplit

from hub.core.locale import format_number, gettext

_SHOWN = 70


def file_size(size: int) -> str:
    """Bytes as people read them: `18 kB`, `2.4 MB`."""
    if size < 1_000_000:
        return gettext("%(number)s kB", number=format_number(max(1, round(size / 1000))))
    return gettext("%(number)s MB", number=format_number(round(size / 1_000_000, 1)))


def readable_address(address: str) -> str:
    """An address without scheme and with its letters decoded, cut in its middle when long."""
    parts = urlsplit(address)
    text = (parts.netloc.removeprefix("www.") + unquote(parts.path)).rstrip("/") + (
        f"?{parts.query}" if parts.query else ""
    )
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 20]}…{text[-19:]}"
