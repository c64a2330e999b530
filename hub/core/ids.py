"""Secret tokens and readable slugs."""

import hashlib
import re
import secrets
import unicodedata

TOKEN_BYTES = 32


def new_token() -> str:
    """A URL-safe secret of 256 bits. Only its `token_hash` is ever stored."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Hex SHA-256. A fast hash is enough: the token itself is random, not chosen by a person."""
    return hashlib.sha256(token.encode()).hexdigest()


def slugify(text: str, limit: int = 60) -> str:
    """Lower-case words joined by hyphens; letters of any script stay (Arabic titles keep readable addresses)."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept).lower()).strip("-")[:limit].strip("-")
