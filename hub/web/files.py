"""`/files/<id>/<name>`: the bytes of an attachment, to who may see the thing it belongs to, on every request."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.wsgi import wrap_file

from hub.core.db import db
from hub.services.files import FileStore
from hub.services.files.kinds import SHOWN_IN_PAGE
from hub.services.files.models import Attachment
from hub.services.files.queries import find_readable
from hub.web.access import public
from hub.web.identity import current_actor

blueprint = Blueprint("files", __name__)
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
"""A document opened in the browser may draw itself and nothing else: no script, no form, no origin."""


@blueprint.get("/files/<int:attachment_id>/<name>")
@public
def serve(attachment_id: int, name: str) -> Response:
    """The name in the address is for people; a wrong one is a missing file."""
    attachment = find_readable(db.session, current_actor(), attachment_id)
    if attachment is None or attachment.name != name:
        abort(404)
    response = _unchanged(attachment) or _opened(attachment)
    response.set_etag(attachment.sha256)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _unchanged(attachment: Attachment) -> Response | None:
    return Response(status=304) if request.if_none_match.contains(attachment.sha256) else None


def _opened(attachment: Attachment) -> Response:
    store: FileStore = current_app.extensions["files"]
    try:
        stream = store.storage.open(attachment.sha256)
    except FileNotFoundError:
        abort(404)
    media_type = attachment.media_type
    response = Response(wrap_file(request.environ, stream), direct_passthrough=True)
    response.content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    response.content_length = attachment.blob.size
    response.headers["Content-Disposition"] = disposition(attachment.name, media_type)
    return response


def disposition(name: str, media_type: str) -> str:
    """`attachment` unless browsers show the type harmlessly. RFC 6266: an ASCII name for old clients, the full one as
    `filename*` (RFC 8187)."""
    ascii_name = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    kind = "inline" if media_type in SHOWN_IN_PAGE else "attachment"
    full = "" if ascii_name == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'{kind}; filename="{ascii_name}"{full}'
