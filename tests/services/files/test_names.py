"""Names are shown to people and saved by their browsers; they are never paths."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.services.files.names import MAXIMUM_BYTES, clean_name, split_extension
from hub.web.files import disposition


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\charte.pdf", "charte.pdf"),
        ("  deux   espaces .pdf", "deux espaces.pdf"),
        ("a\x00b\nc.txt", "ab c.txt"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("...", "file"),
        ("ميثاق.docx", "ميثاق.docx"),
        ('a"b<c>.txt', "a-b-c-.txt"),
    ],
)
def test_a_name_is_cleaned(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_a_name_is_composed() -> None:
    assert clean_name(unicodedata.normalize("NFD", "Régional.pdf")) == "Régional.pdf"


def test_a_long_arabic_name_keeps_its_extension() -> None:
    name = clean_name("ميثاق" * 100 + ".docx")
    assert len(name.encode()) <= MAXIMUM_BYTES
    assert name.endswith(".docx")
    assert split_extension(name) == (name.removesuffix(".docx"), "docx")


@given(st.text())
def test_any_name_is_safe(raw: str) -> None:
    name = clean_name(raw)
    assert 0 < len(name.encode()) <= MAXIMUM_BYTES
    assert not set(name) & set('/\\\x00\n\r<>:"|?*')
    assert not name.startswith(".")
    assert clean_name(name) == name


@given(st.text(min_size=1))
def test_any_name_fits_a_header(raw: str) -> None:
    header = disposition(clean_name(raw), "application/pdf")
    assert header.isascii()
    assert "\n" not in header


def test_the_full_name_is_in_the_header() -> None:
    header = disposition("ميثاق 2027.docx", "application/zip")
    assert header.startswith("attachment; filename=")
    assert "filename*=UTF-8''%D9%85%D9%8A%D8%AB%D8%A7%D9%82%202027.docx" in header
