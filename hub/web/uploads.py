"""`/files/uploads`: the server side of tus 1.0 (core, creation, expiration, termination), for long uploads on short lines.

https://tus.io/protocols/resumable-upload. Rights, size and type are checked before the first byte; a token works for the
person who announced the file only. What the form shows of a finished upload is asked for as a piece of HTML.
"""

import base64
import binascii
from email.utils import format_datetime

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from hub.core.access import Permission
from hub.core.db import commit, db
from hub.core.errors import Conflict, NotFound
from hub.services.files import FileStore, FileUpload
from hub.services.files.check import RefusedFile
from hub.services.files.messages import as_invalid, refusal, status_of
from hub.services.files.receiving import WrongOffset, announce, append, arrived, finish, forget
from hub.services.files.staging import find
from hub.services.files.storage import StorageDown
from hub.web.access import requires
from hub.web.attaching import cards
from hub.web.files import storage_message
from hub.web.identity import current_actor
from hub.web.incoming import whole_or

blueprint = Blueprint("uploads", __name__, url_prefix="/files/uploads")
VERSION = "1.0.0"
PIECE_TYPE = "application/offset+octet-stream"


@blueprint.after_request
def _speak_tus(response: Response) -> Response:
    response.headers["Tus-Resumable"] = VERSION
    return response


@blueprint.route("", methods=["OPTIONS"], provide_automatic_options=False)
@requires(Permission.FILES_FILE_ATTACH)
def options() -> Response:
    return Response(
        status=204,
        headers={
            "Tus-Version": VERSION,
            "Tus-Extension": "creation,expiration,termination",
            "Tus-Max-Size": str(_store().limit),
        },
    )


@blueprint.post("")
@requires(Permission.FILES_FILE_ATTACH)
def create() -> ResponseReturnValue:
    """Headers: `Upload-Length`, `Upload-Metadata: filename …`."""
    size = whole_or(request.headers.get("Upload-Length"), -1)
    name = _metadata().get("filename", "")
    if size < 0 or not name:
        return _said("Upload-Length and a filename in Upload-Metadata are needed.", 400)
    try:
        upload = announce(_store(), current_actor(), name, size)
    except RefusedFile as error:
        return _said(refusal(error), status_of(as_invalid(error)))
    except Conflict as error:
        return _said(str(error), 409)
    response = _state(upload, 201)
    response.headers["Location"] = f"/files/uploads/{upload.token}"
    return response


@blueprint.get("/<token>")
@requires(Permission.FILES_FILE_ATTACH)
def show(token: str) -> ResponseReturnValue:
    """HEAD: how much has arrived. GET: the finished file as a line of its form."""
    upload = _own(token)
    if request.method == "HEAD":
        return _state(upload, 200)
    if upload.sha256 is None:
        raise NotFound("an upload that is not finished")
    return render_template("web/upload.html", upload=cards(current_actor(), [upload])[0])


@blueprint.patch("/<token>")
@requires(Permission.FILES_FILE_ATTACH)
def piece(token: str) -> ResponseReturnValue:
    """The body goes on where the file ends. The last piece is answered when the file is checked and kept."""
    if request.mimetype != PIECE_TYPE:
        return _said(f"A piece is sent as {PIECE_TYPE}.", 415)
    upload, store, actor = _own(token), _store(), current_actor()
    offset, name, size = whole_or(request.headers.get("Upload-Offset"), -1), upload.name, upload.size
    if upload.sha256:
        return _state(upload, 204 if offset == size else 409)
    commit()
    try:
        there = append(store, token, size, offset, request.stream)
        if there < size:
            return _progress(there, 204)
        finish(store, actor, token, name)
        done = _progress(size, 204)
        done.headers["Upload-Length"] = str(size)
        return done
    except WrongOffset as error:
        return _progress(error.offset, 409)
    except RefusedFile as error:
        db.session.rollback()
        return _said(refusal(error), status_of(as_invalid(error)))
    except StorageDown:
        db.session.rollback()
        return _said(storage_message(), 503)


@blueprint.delete("/<token>")
@requires(Permission.FILES_FILE_ATTACH)
def remove(token: str) -> ResponseReturnValue:
    if not forget(_store(), current_actor(), token):
        raise NotFound(f"upload {token[:8]}")
    return Response(status=204)


def _store() -> FileStore:
    store: FileStore = current_app.extensions["files"]
    return store


def _own(token: str) -> FileUpload:
    upload = find(db.session, current_actor(), token)
    if upload is None:
        raise NotFound(f"upload {token[:8]}")
    return upload


def _metadata() -> dict[str, str]:
    """`filename d29ybGQ=,filetype …`: keys, and values in base64."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


def _state(upload: FileUpload, status: int) -> Response:
    response = _progress(arrived(_store(), upload), status)
    response.headers["Upload-Length"] = str(upload.size)
    response.headers["Upload-Expires"] = format_datetime(upload.expires_at, usegmt=True)
    return response


def _progress(offset: int, status: int) -> Response:
    return Response(status=status, headers={"Upload-Offset": str(offset), "Cache-Control": "no-store"})


def _said(message: str, status: int) -> Response:
    return Response(message, status, content_type="text/plain; charset=utf-8")
