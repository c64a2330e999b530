"""Answers that a client may already have: strong ETag, Last-Modified, 304 (RFC 9110 §13)."""

import hashlib
from datetime import datetime

from flask import Response, request


def conditional(body: bytes, media_type: str, modified: datetime | None = None) -> Response:
    """The body, or 304 when the client's copy is the same."""
    response = Response(body, content_type=media_type)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    if modified is not None:
        response.last_modified = modified
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
