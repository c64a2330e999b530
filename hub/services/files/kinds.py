"""The file types that the hub takes, and what proves each of them."""

from collections.abc import Mapping
from dataclasses import dataclass

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One accepted type.

    `family`: which proof is asked (`magic`: puremagic must recognise it; `ooxml`, `odf`: inner parts; `text`).
    `part`: the inner part that an OOXML file must hold, or the declared media type of an ODF file.
    `opens_in_page`: harmless enough to be shown by the browser itself instead of saved.
    """

    extension: str
    media_type: str
    family: str
    part: str = ""
    opens_in_page: bool = False


_KINDS = (
    FileKind("pdf", "application/pdf", "magic", opens_in_page=True),
    FileKind("png", "image/png", "magic", opens_in_page=True),
    FileKind("jpg", "image/jpeg", "magic", opens_in_page=True),
    FileKind("jpeg", "image/jpeg", "magic", opens_in_page=True),
    FileKind("webp", "image/webp", "magic", opens_in_page=True),
    FileKind("docx", f"{OOXML}.wordprocessingml.document", "ooxml", "word/document.xml"),
    FileKind("xlsx", f"{OOXML}.spreadsheetml.sheet", "ooxml", "xl/workbook.xml"),
    FileKind("pptx", f"{OOXML}.presentationml.presentation", "ooxml", "ppt/presentation.xml"),
    FileKind("odt", f"{ODF}.text", "odf", f"{ODF}.text"),
    FileKind("ods", f"{ODF}.spreadsheet", "odf", f"{ODF}.spreadsheet"),
    FileKind("odp", f"{ODF}.presentation", "odf", f"{ODF}.presentation"),
    FileKind("txt", "text/plain", "text"),
    FileKind("md", "text/markdown", "text"),
    FileKind("csv", "text/csv", "text"),
)
KINDS: Mapping[str, FileKind] = {kind.extension: kind for kind in _KINDS}
SHOWN_IN_PAGE = frozenset(kind.media_type for kind in _KINDS if kind.opens_in_page)
MACRO_EXTENSIONS = frozenset(
    [
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "xlam",
        "xlsb",
        "pptm",
        "potm",
        "ppam",
        "ppsm",
        "sldm",
        "doc",
        "dot",
        "xls",
        "xlt",
        "ppt",
        "pot",
        "pps",
    ]
)
"""Types that carry macros, or may without saying so (the formats of before 2007)."""


def accepted_extensions() -> str:
    """For the `accept` attribute of a file field: `.pdf,.png,…`."""
    return ",".join(f".{extension}" for extension in KINDS)
