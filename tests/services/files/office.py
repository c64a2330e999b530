"""Small office documents, honest and otherwise."""

import io
import struct
import zipfile
from collections.abc import Mapping

OOXML = "application/vnd.openxmlformats-officedocument"
PARTS = {
    "docx": ("word/document.xml", f"{OOXML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OOXML}.presentationml.presentation.main+xml"),
}
ODF = "application/vnd.oasis.opendocument"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 40


def zipped(entries: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ooxml(extension: str, more: Mapping[str, bytes] | None = None, content_type: str = "") -> bytes:
    part, declared = PARTS[extension]
    types = f'<Types><Override PartName="/{part}" ContentType="{content_type or declared}"/></Types>'
    return zipped({"[Content_Types].xml": types.encode(), part: b"<x/>", **(more or {})})


def odf(kind: str, more: Mapping[str, bytes] | None = None) -> bytes:
    return zipped({"mimetype": f"{ODF}.{kind}".encode(), "content.xml": b"<x/>", **(more or {})})


def encrypted(plain: bytes) -> bytes:
    """The same archive with the encryption bit set on every entry."""
    changed = bytearray(plain)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = changed.find(signature)
        while position != -1:
            flags = struct.unpack_from("<H", changed, position + offset)[0]
            struct.pack_into("<H", changed, position + offset, flags | 1)
            position = changed.find(signature, position + 4)
    return bytes(changed)


def lying_size(plain: bytes, size: int = 10) -> bytes:
    """The central directory claims that each entry expands to `size` bytes."""
    changed = bytearray(plain)
    position = changed.find(b"PK\x01\x02")
    while position != -1:
        struct.pack_into("<L", changed, position + 24, size)
        position = changed.find(b"PK\x01\x02", position + 4)
    return bytes(changed)
