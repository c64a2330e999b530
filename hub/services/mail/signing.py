"""Signed words in addresses: whoever holds one has it from the hub. Lower-case base 32, for mail servers may change the case."""

import base64
import hashlib
import hmac

from flask import current_app

from hub.core.settings import Settings

LENGTH = 20
"""Characters of a signature: 100 bits."""


def signature(purpose: str, *parts: object) -> str:
    """HMAC-SHA-256 of the purpose and the parts under the hub's secret key."""
    settings: Settings = current_app.config["HUB"]
    said = "\0".join(("hub.mail", purpose, *map(str, parts)))
    digest = hmac.digest(settings.secret_key.encode(), said.encode(), hashlib.sha256)
    return base64.b32encode(digest).decode().lower()[:LENGTH]


def is_signed(given: str, purpose: str, *parts: object) -> bool:
    """In constant time."""
    return hmac.compare_digest(given.lower().encode(), signature(purpose, *parts).encode())
