"""Files that are what they say, and attacks."""

import zipfile
from pathlib import Path

import pytest

from hub.services.files import archive
from hub.services.files.check import CheckedFile, Reason, RefusedFile, check_file
from tests.services.files.office import (
    JPEG,
    PDF,
    PNG,
    WEBP,
    encrypted,
    lying_size,
    odf,
    ooxml,
    zipped,
)

BOMB = ooxml("xlsx", {"xl/worksheets/sheet1.xml": b"0" * 3_000_000})
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.fixture
def check(tmp_path: Path):  # noqa: ANN201 - a function
    def run(content: bytes, name: str) -> CheckedFile:
        path = tmp_path / "quarantined"
        path.write_bytes(content)
        return check_file(path, name)

    return run


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "rapport.pdf", "application/pdf"),
        (PDF, "RAPPORT.PDF", "application/pdf"),
        (PNG, "carte.png", "image/png"),
        (JPEG, "photo.jpg", "image/jpeg"),
        (JPEG, "photo.jpeg", "image/jpeg"),
        (WEBP, "photo.webp", "image/webp"),
        (ooxml("docx"), "charte.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (ooxml("xlsx"), "budget.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (ooxml("pptx"), "bilan.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (odf("text"), "note.odt", "application/vnd.oasis.opendocument.text"),
        (odf("spreadsheet"), "table.ods", "application/vnd.oasis.opendocument.spreadsheet"),
        (odf("presentation"), "dia.odp", "application/vnd.oasis.opendocument.presentation"),
        ("Bonjour, ça va\n".encode(), "lisez-moi.txt", "text/plain"),
        ("Région;Total\n".encode("cp1252"), "excel.csv", "text/csv"),
        ("# ميثاق\n".encode(), "ميثاق اللجنة الجهوية.md", "text/markdown"),
    ],
)
def test_what_agrees_is_taken(check, content: bytes, name: str, media_type: str) -> None:  # noqa: ANN001
    assert check(content, name).media_type == media_type


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (HTML, "page.pdf", Reason.MISMATCH),
        (b"\n" + PDF, "decale.pdf", Reason.MISMATCH),
        (HTML, "page.txt", Reason.MISMATCH),
        (b"\xef\xbb\xbf  <svg onload=alert(1)>", "image.txt", Reason.MISMATCH),
        (HTML, "page.html", Reason.TYPE),
        (b"<svg/>", "dessin.svg", Reason.TYPE),
        (b"MZ" + b"\x00" * 60, "outil.exe", Reason.TYPE),
        (b"MZ" + b"\x00" * 60, "outil.txt", Reason.MISMATCH),
        (PNG, "photo.jpg", Reason.MISMATCH),
        (b"x", "sans extension", Reason.TYPE),
        (b"", "vide.pdf", Reason.EMPTY),
        (ooxml("docx"), "renomme.xlsx", Reason.MISMATCH),
        (zipped({"a.txt": b"x"}), "archive.docx", Reason.MISMATCH),
        (zipped({"a.txt": b"x"}), "archive.zip", Reason.TYPE),
        (PDF, "faux.docx", Reason.MISMATCH),
        (odf("text"), "faux.ods", Reason.MISMATCH),
        (ooxml("docx"), "charte.docm", Reason.MACRO),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "ancien.doc", Reason.MACRO),
        (ooxml("docx", {"word/vbaProject.bin": b"x"}), "macro.docx", Reason.MACRO),
        (
            ooxml("docx", content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "macro.docx",
            Reason.MACRO,
        ),
        (odf("text", {"Basic/Standard/Module1.xml": b"x"}), "macro.odt", Reason.MACRO),
        (ooxml("docx", {"../../etc/passwd": b"x"}), "sort.docx", Reason.ARCHIVE),
        (ooxml("docx", {"/etc/passwd": b"x"}), "sort.docx", Reason.ARCHIVE),
        (ooxml("docx", {"a\\..\\..\\b": b"x"}), "sort.docx", Reason.ARCHIVE),
        (encrypted(ooxml("docx")), "secret.docx", Reason.ARCHIVE),
        (ooxml("docx")[:-30], "coupe.docx", Reason.ARCHIVE),
        (b"PK\x03\x04" + b"\x00" * 200, "faux.docx", Reason.ARCHIVE),
        (BOMB, "bombe.xlsx", Reason.BOMB),
        (ooxml("docx", {f"x/{n}": b"" for n in range(2_001)}), "nombreux.docx", Reason.BOMB),
    ],
)
def test_what_lies_is_refused(check, content: bytes, name: str, reason: Reason) -> None:  # noqa: ANN001
    with pytest.raises(RefusedFile) as refused:
        check(content, name)
    assert refused.value.reason is reason


def test_a_forged_size_does_not_hide_a_bomb(check) -> None:  # noqa: ANN001
    with pytest.raises(RefusedFile):
        check(lying_size(BOMB), "bombe.xlsx")


def test_the_bytes_really_read_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAXIMUM_BYTES", 1_000)
    path = tmp_path / "stored.docx"
    path.write_bytes(zipped({f"{n}": b"x" * 400 for n in range(3)}, zipfile.ZIP_STORED))
    with pytest.raises(archive.ArchiveTooLarge):
        archive.inspect(path, frozenset())
