"""Filters of the library's templates."""

from urllib.parse import unquote, urlsplit

_SHOWN = 70


def readable_address(address: str) -> str:
    """An address without scheme and with its letters decoded, cut in its middle when long."""
    parts = urlsplit(address)
    text = (parts.netloc.removeprefix("www.") + unquote(parts.path)).rstrip("/") + (
        f"?{parts.query}" if parts.query else ""
    )
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 20]}…{text[-19:]}"
