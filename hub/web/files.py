"""`/files/<id>/<name>`: the bytes of an attachment, to who may see the thing it belongs to, on every request."""

from urllib.parse import quote

import structlog
from flask import Blueprint, Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import FileWrapper

from hub.core.db import db
from hub.core.locale import gettext
from hub.services.files import FileStore
from hub.services.files.kinds import SHOWN_IN_PAGE
from hub.services.files.models import Attachment
from hub.services.files.queries import find_readable
from hub.services.files.storage import THUMBNAIL, StorageDown
from hub.web.access import public
from hub.web.errors import error_page
from hub.web.identity import current_actor
from hub.web.kept_input import KeptInput, offer_again

log = structlog.get_logger("hub.files")
blueprint = Blueprint("files", __name__)
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
"""A document opened in the browser may draw itself and nothing else: no script, no form, no origin."""


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.register_error_handler(StorageDown, _storage_down)


@blueprint.get("/files/<int:attachment_id>/<name>")
@public
def serve(attachment_id: int, name: str) -> Response:
    """The name in the address is for people; a wrong one is a missing file."""
    attachment = find_readable(db.session, current_actor(), attachment_id)
    if attachment is None or attachment.name != name:
        abort(404)
    response = _answer(attachment.sha256, attachment.media_type, attachment.blob.size)
    response.headers["Content-Disposition"] = disposition(attachment.name, attachment.media_type)
    return response


@blueprint.get("/files/<int:attachment_id>/thumbnail")
@public
def thumbnail(attachment_id: int) -> Response:
    """Its small picture, a WebP."""
    attachment: Attachment | None = find_readable(db.session, current_actor(), attachment_id)
    if attachment is None or not attachment.blob.has_thumbnail:
        abort(404)
    return _answer(attachment.sha256 + THUMBNAIL, "image/webp")


def _answer(key: str, media_type: str, size: int | None = None) -> Response:
    """Not modified, a range, or the whole. The bytes pass through the hub, also those of an object store: an address that
    works without the hub would outlive the right to read, and lose these headers."""
    is_known = request.if_none_match.contains(key)
    response = Response(status=304) if is_known else _opened(key, media_type, size)
    response.set_etag(key)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _opened(key: str, media_type: str, size: int | None) -> Response:
    store: FileStore = current_app.extensions["files"]
    try:
        stream = store.storage.open(key)
    except FileNotFoundError:
        abort(404)
    response = Response(FileWrapper(stream), direct_passthrough=True)
    response.content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    response.set_etag(key)
    if size is not None:
        response.content_length = size
        response.make_conditional(request.environ, accept_ranges=True, complete_length=size)
    return response


def disposition(name: str, media_type: str) -> str:
    """`attachment` unless browsers show the type harmlessly. RFC 6266: an ASCII name for old clients, the full one as
    `filename*` (RFC 8187)."""
    ascii_name = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    kind = "inline" if media_type in SHOWN_IN_PAGE else "attachment"
    full = "" if ascii_name == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'{kind}; filename="{ascii_name}"{full}'


def _storage_down(error: StorageDown) -> ResponseReturnValue:
    """The rest of the hub works; what was typed is on the page."""
    log.error("storage", error=str(error))
    db.session.rollback()
    if request.form:
        return offer_again(KeptInput.from_request(), 503, storage_message())
    return error_page(503, storage_message())


def storage_message() -> str:
    """For people."""
    return gettext(
        "The place where files are kept does not answer at the moment. Everything else works; try again soon."
    )
