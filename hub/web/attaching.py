"""Files that come with a form, the same on every page.

    chosen = receive_files()                        # first thing in the view
    if chosen.message: …the form again, with chosen.uploads and the message, status chosen.status
    reply(…, uploads=chosen.tokens)                 # the action calls `attach_uploads` before it commits

Whatever becomes of the form, received files are not lost: it is drawn again with `file_field(chosen.uploads, …)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from flask import Flask, current_app, flash, request
from markupsafe import Markup, escape
from werkzeug.datastructures import FileStorage

from hub.core.access import Actor
from hub.core.db import db
from hub.core.locale import gettext
from hub.core.registry import Card
from hub.services.files import FileStore, FileUpload
from hub.services.files.check import RefusedFile
from hub.services.files.kinds import accepted_extensions
from hub.services.files.messages import as_invalid, refusal, status_of
from hub.services.files.queries import also_on
from hub.services.files.staging import find_all, stage
from hub.services.files.storage import StorageDown
from hub.web.files import storage_message
from hub.web.identity import current_actor

log = structlog.get_logger("hub.files")
FIELD, TOKENS = "files", "upload"


@dataclass(frozen=True, slots=True)
class UploadCard:
    """A received file in the form that it waits in. `known`: a thing that the reader sees and that carries the same."""

    token: str
    name: str
    size: int
    known: Card | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """`uploads`: received. `message`: why others were not. `status`: of the answer that draws the form again, for this or
    for any other reason."""

    uploads: Sequence[UploadCard] = ()
    message: str = ""
    status: int = 422

    @property
    def tokens(self) -> list[str]:
        return [upload.token for upload in self.uploads]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        accepted_files=accepted_extensions,
        file_limit=lambda: current_app.extensions["files"].limit,
        known_note=known_note,
    )


def receive_files(field: str = FIELD) -> Chosen:
    """The files of the request: those sent with it, and those that came before it and are named by token. Commits."""
    actor = current_actor()
    sent = [file for file in request.files.getlist(field) if file.filename]
    tokens = request.form.getlist(TOKENS)
    if actor.is_visitor or not (sent or tokens):
        return Chosen()
    fresh, message, status = _stage(actor, sent)
    uploads = cards(actor, find_all(db.session, actor, [*tokens, *fresh]))
    for upload in uploads:
        if upload.known and upload.token in fresh and not message:
            flash(known_note(upload.name, upload.known), "info")
    return Chosen(uploads, message, status)


def _stage(actor: Actor, sent: Sequence[FileStorage]) -> tuple[list[str], str, int]:
    store: FileStore = current_app.extensions["files"]
    fresh: list[str] = []
    messages: list[str] = []
    status = 422
    for file in sent:
        try:
            fresh.append(stage(store, actor, file.stream, file.filename or "").token)
        except RefusedFile as error:
            db.session.rollback()
            messages.append(refusal(error))
            status = min(status, status_of(as_invalid(error)))
        except StorageDown as error:
            log.error("storage", error=str(error))
            db.session.rollback()
            return fresh, storage_message(), 503
    return fresh, " ".join(messages), status


def cards(actor: Actor, uploads: Sequence[FileUpload]) -> list[UploadCard]:
    """Received uploads, with what each is known from."""
    known = also_on(db.session, actor, [upload.sha256 or "" for upload in uploads]) if uploads else {}
    return [UploadCard(upload.token, upload.name, upload.size, known.get(upload.sha256 or "")) for upload in uploads]


def known_note(name: str, card: Card) -> Markup:
    """Where the reader can find the same file already."""
    link = Markup('<a href="{}"><bdi>{}</bdi></a>').format(card.address, card.title)
    said = escape(gettext("The same file as “%(name)s” is here already: %(thing)s", name=name, thing="\0"))
    return Markup(str(said).replace("\0", str(link)))  # noqa: S704 - both parts are escaped
