"""How files are described to people: size, type, audience."""

from flask import Flask

from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE
from hub.core.locale import format_number, gettext
from hub.services.files.kinds import KINDS

_TYPES = {kind.media_type: extension for extension, kind in KINDS.items()}


def init_app(app: Flask) -> None:
    app.jinja_env.filters["file_size"] = file_size
    app.jinja_env.globals.update(file_type=file_type, file_audience=file_audience)


def file_size(size: int) -> str:
    """Bytes as people read them: `18 kB`, `2.4 MB`."""
    if size < 1_000_000:
        return gettext("%(number)s kB", number=format_number(max(1, round(size / 1000))))
    return gettext("%(number)s MB", number=format_number(round(size / 1_000_000, 1)))


def file_type(media_type: str) -> str:
    """`PDF`, `Word`, `Image`: what people call it."""
    family, _, _ = media_type.partition("/")
    extension = _TYPES.get(media_type, "")
    names = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint", "odt": "OpenDocument", "ods": "OpenDocument"}
    if family == "image":
        return gettext("Image")
    if extension in {"txt", "md"}:
        return gettext("Text")
    return names.get(extension) or ("OpenDocument" if extension == "odp" else extension.upper())


def file_audience(audience: str) -> str:
    """Who of a thing's readers may have a file."""
    if audience == MEMBERS_AUDIENCE:
        return gettext("Members of the network only")
    if audience == PUBLIC_AUDIENCE:
        return gettext("Everybody")
    return gettext("A group of the network only")
