"""Addresses inside the hub."""

from urllib.parse import quote, urlsplit

from flask import current_app, request

from hub.core.settings import Settings


def is_local(address: str | None) -> bool:
    """True for a path of this hub: safe to send a reader to."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and not any(ord(char) < 32 for char in address)


def absolute(path: str) -> str:
    """The full address of a path, for feeds, calendars and mail."""
    settings: Settings = current_app.config["HUB"]
    return settings.base_url + path


def own_path() -> str:
    """The path of this page, for links to itself. Encoded again: browsers read `/\\elsewhere.org` as another host."""
    return quote(request.path, safe="/:@!$&'()*+,;=~")
