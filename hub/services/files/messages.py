"""Why a file was refused, in the reader's language."""

from flask import current_app

from hub.core.errors import Invalid
from hub.core.locale import format_number, gettext
from hub.services.files.check import Reason, RefusedFile
from hub.services.files.kinds import KINDS
from hub.services.files.store import FileStore

_MEGABYTE = 1_000_000


class UploadTooLarge(Invalid):
    """The same as other refusals, but HTTP has a status of its own for it (413)."""


def as_invalid(error: RefusedFile, field: str = "file") -> Invalid:
    """The refusal as a message beside a form's file field."""
    kind = UploadTooLarge if error.reason is Reason.TOO_LARGE else Invalid
    return kind({field: refusal(error)})


def status_of(error: Invalid) -> int:
    """413 or 422."""
    return 413 if isinstance(error, UploadTooLarge) else 422


def refusal(error: RefusedFile) -> str:
    """One sentence that says what to do instead."""
    store: FileStore = current_app.extensions["files"]
    match error.reason:
        case Reason.EMPTY:
            return gettext("“%(name)s” is empty.", name=error.name)
        case Reason.TOO_LARGE:
            limit = format_number(store.limit / _MEGABYTE)
            return gettext("“%(name)s” is larger than %(limit)s MB.", name=error.name, limit=limit)
        case Reason.TYPE:
            types = ", ".join(KINDS)
            return gettext("“%(name)s” is not of an accepted type. Accepted: %(types)s.", name=error.name, types=types)
        case Reason.MACRO:
            return gettext(
                "“%(name)s” may contain macros. Save it as .docx, .xlsx, .pptx or PDF and send it again.",
                name=error.name,
            )
        case Reason.MISMATCH:
            return gettext("“%(name)s” does not contain what its extension says.", name=error.name)
        case Reason.ARCHIVE:
            return gettext("“%(name)s” is damaged, encrypted or unsafe.", name=error.name)
        case Reason.BOMB:
            return gettext("“%(name)s” expands to far more than an office document needs.", name=error.name)
        case Reason.IMAGE:
            return gettext("“%(name)s” cannot be read as an image.", name=error.name)
        case Reason.MOVING:
            return gettext("“%(name)s” is a moving image. Send a still one.", name=error.name)
        case Reason.PIXELS:
            return gettext("“%(name)s” has too many pixels. Make it smaller and send it again.", name=error.name)
        case Reason.INFECTED:
            return gettext("“%(name)s” contains a virus and was not kept.", name=error.name)
        case Reason.PERSON_FULL:
            limit = format_number(store.person_limit / _MEGABYTE)
            return gettext(
                "“%(name)s” does not fit: your files may take %(limit)s MB together. Remove some you no longer need.",
                name=error.name,
                limit=limit,
            )
        case Reason.HUB_FULL:
            return gettext(
                "“%(name)s” does not fit: the hub’s space for files is used up. The administrators see it too.",
                name=error.name,
            )
