"""Secrets and signatures (Standard Webhooks 1.0): HMAC-SHA-256 of `id.timestamp.body`."""

import base64
import hashlib
import hmac

SECRET_PREFIX = "whsec_"  # noqa: S105 - what the standard puts before a secret


def secret_of(secret_key: str, salt: str) -> bytes:
    """Derived, so that no database holds it: who has a copy of the tables signs nothing."""
    return hmac.digest(secret_key.encode(), f"hub.webhook\0{salt}".encode(), hashlib.sha256)


def shown_secret(secret: bytes) -> str:
    """As administrators copy it: `whsec_` and base 64."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def signature(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
