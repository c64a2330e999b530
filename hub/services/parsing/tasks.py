"""What can be done with which type of file. Imported by both sides: it loads no parser."""

from enum import StrEnum

REPORT = "report.json"
TEXT = "text.jsonl"
IMAGE = "image"
THUMBNAIL = "thumbnail"

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"


class Task(StrEnum):
    """`IMAGE`: make an image anew, with its thumbnail. `PICTURE`: the thumbnail of a document. `TEXT`: its text."""

    IMAGE = "image"
    PICTURE = "picture"
    TEXT = "text"


_READERS: dict[tuple[Task, str], tuple[str, str]] = {
    **{(Task.IMAGE, f"image/{kind}"): ("images", "remake") for kind in ("jpeg", "png", "webp")},
    (Task.PICTURE, "application/pdf"): ("pdf_picture", "draw"),
    (Task.TEXT, "application/pdf"): ("pdf", "read"),
    (Task.TEXT, f"{_OOXML}.wordprocessingml.document"): ("word", "read"),
    (Task.TEXT, f"{_OOXML}.presentationml.presentation"): ("slides", "read"),
    (Task.TEXT, f"{_OOXML}.spreadsheetml.sheet"): ("sheets", "read"),
    (Task.TEXT, f"{_ODF}.spreadsheet"): ("sheets", "read"),
    (Task.TEXT, f"{_ODF}.text"): ("opendocument", "read_text"),
    (Task.TEXT, f"{_ODF}.presentation"): ("opendocument", "read_slides"),
    **{(Task.TEXT, f"text/{kind}"): ("plain", "read") for kind in ("plain", "markdown", "csv")},
}


def can(task: Task, media_type: str) -> bool:
    return (task, media_type) in _READERS


def reader_of(task: Task, media_type: str) -> tuple[str, str]:
    """(module of this package, function). Raises KeyError for what cannot be done."""
    return _READERS[task, media_type]
