"""Parsers in their own process: what they read, and what hostile files cannot do."""

import io
import socket
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from hub.services.parsing.process import Outcome, parse
from hub.services.parsing.tasks import IMAGE, REPORT, TEXT, THUMBNAIL, Task
from tests.services.files.documents import ARABIC, arabic_pdf, docx, long_pdf, opendocument, pdf, photo, pptx, xlsx
from tests.services.files.office import ODF, OOXML, zipped

DOCX, PPTX, XLSX = (
    f"{OOXML}.{kind}" for kind in ("wordprocessingml.document", "presentationml.presentation", "spreadsheetml.sheet")
)
PDF_TYPE = "application/pdf"


@pytest.fixture
def read(tmp_path: Path):  # noqa: ANN201 - a function
    def run(content: bytes, media_type: str, task: Task = Task.TEXT, seconds: float = 30) -> Outcome:
        source, folder = tmp_path / "source", tmp_path / "work"
        source.write_bytes(content)
        folder.mkdir()
        return parse(task, media_type, source, folder, seconds)

    return run


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (pdf(["Charte", "Budget"]), PDF_TYPE, [(1, "Charte"), (2, "Budget")]),
        (docx("Charte régionale", "ميثاق"), DOCX, [(1, "Charte régionale"), (2, "ميثاق")]),
        (docx("sans page"), DOCX, [(0, "sans page")]),
        (pptx("un", "deux"), PPTX, [(1, "un"), (2, "deux")]),
        (
            xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>Région</t></is></c><c r="B1"><v>2027</v></c></row>'),
            XLSX,
            [(1, "Budget\nRégion 2027")],
        ),
        (
            opendocument("text", "<text:p>un<text:soft-page-break/><text:span>deux</text:span></text:p>"),
            f"{ODF}.text",
            [(1, "un"), (2, "deux")],
        ),
        (
            opendocument("presentation", "<draw:page><text:p>un</text:p></draw:page><draw:page>deux</draw:page>"),
            f"{ODF}.presentation",
            [(1, "un"), (2, "deux")],
        ),
        ("Élus et الجهة".encode(), "text/plain", [(0, "Élus et الجهة")]),
        ("الجهة;12".encode("cp1256"), "text/csv", [(0, "الجهة;12")]),
        ("Élus;12".encode("cp1252"), "text/csv", [(0, "Élus;12")]),
    ],
)
def test_text_comes_out_by_page(read, content: bytes, media_type: str, pages: list[tuple[int, str]]) -> None:  # noqa: ANN001
    outcome = read(content, media_type)
    assert (outcome.reason, list(outcome.pages())) == ("", pages)


def test_an_arabic_pdf_is_read_as_it_was_typed(read, tmp_path: Path) -> None:  # noqa: ANN001
    pages = dict(read(arabic_pdf(tmp_path), PDF_TYPE).pages())
    for number, text in enumerate(ARABIC, 1):
        wanted = set(text.replace("،", " ").replace(":", " ").replace(".", " ").split())
        found = set(pages[number].replace("،", " ").replace(":", " ").replace(".", " ").split())
        assert wanted - found == set()


def test_ten_thousand_pages_are_bounded(read) -> None:  # noqa: ANN001
    outcome = read(long_pdf(10_000), PDF_TYPE)
    assert outcome.is_done
    assert outcome.facts == {"pages": 10_000, "broken": 0, "is_cut": True}
    assert list(outcome.pages()) == [(number, "page") for number in range(1, 401)]


EXPANDING = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
STEALING = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FAR_CELLS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
DEEP = "<text:span>" * 200_000 + "x" + "</text:span>" * 200_000


@pytest.mark.parametrize(
    ("content", "media_type", "reasons"),
    [
        (pdf(["secret"], "mot de passe"), PDF_TYPE, {"encrypted"}),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", PDF_TYPE, {"damaged"}),
        (opendocument("text", "<text:p>&j;</text:p>", EXPANDING), f"{ODF}.text", {"", "damaged"}),
        (opendocument("text", "<text:p>a&a;b</text:p>", STEALING), f"{ODF}.text", {"", "damaged"}),
        (opendocument("text", DEEP), f"{ODF}.text", {"damaged"}),
        (xlsx(FAR_CELLS), XLSX, {"memory", "stopped", "time"}),
        (zipped({"ppt/presentation.xml": b"<x/>"}), PPTX, {"damaged"}),
        (zipped({"word/document.xml": b"<x/>"}), DOCX, {"damaged"}),
    ],
    ids=["password", "nothing in it", "entities that expand", "entity that reads a file", "nesting", "far cells", "no slides", "no parts"],
)  # fmt: skip
def test_a_hostile_document_fails_by_itself(read, content: bytes, media_type: str, reasons: set[str]) -> None:  # noqa: ANN001
    outcome = read(content, media_type)
    assert outcome.reason in reasons
    text = "".join(words for _, words in outcome.pages())
    assert "root:" not in text
    assert len(text) < 100


def test_an_image_is_made_anew_upright_and_without_what_the_camera_wrote(read) -> None:  # noqa: ANN001
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Zarzalia"  # turned by 90°, the maker's name
    exif.get_ifd(0x8825)[2] = (33.0, 58.0, 0.0)
    taken = photo(exif=exif) + b"PK\x05\x06 and <script>alert(1)</script>"
    assert b"Zarzalia" in taken
    outcome = read(taken, "image/jpeg", Task.IMAGE)
    made = (outcome.folder / IMAGE).read_bytes()
    assert outcome.facts == {"width": 40, "height": 60}
    for word in (b"Zarzalia", b"Exif", b"script"):
        assert word not in made
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, dict(image.getexif())) == ((40, 60), {})
        red, blue = image.getpixel((20, 5)), image.getpixel((20, 55))
    assert red[0] > 200 > 60 > red[2]
    assert blue[2] > 200 > 60 > blue[0]
    with Image.open(outcome.folder / THUMBNAIL) as small:
        assert (small.format, small.size) == ("WEBP", (40, 60))


def png_of(width: int, height: int) -> bytes:
    """Claims its size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


MOVING = io.BytesIO()
Image.new("RGB", (4, 4)).save(MOVING, "WEBP", save_all=True, append_images=[Image.new("RGB", (4, 4), "red")])


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (png_of(60_000, 60_000), "image/png", "pixels"),
        (png_of(100, 100), "image/png", "damaged"),
        (photo("PNG"), "image/jpeg", "damaged"),
        (MOVING.getvalue(), "image/webp", "moving"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 60, "image/jpeg", "damaged"),
    ],
)
def test_a_hostile_image_is_not_drawn(read, content: bytes, media_type: str, reason: str) -> None:  # noqa: ANN001
    assert read(content, media_type, Task.IMAGE).reason == reason


def test_a_parser_that_takes_too_long_is_ended(read) -> None:  # noqa: ANN001
    assert read(pdf(["x"]), PDF_TYPE, seconds=0.05).reason == "time"


def test_a_parser_reaches_nothing(tmp_path: Path) -> None:
    """No connection, no program, no file of its own choice, no secret in its environment."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        attempts = f"""
import os, socket, subprocess
from pathlib import Path
from hub.services.parsing.limits import confine
confine(Path({str(tmp_path)!r}))
def tried(act):
    try:
        act()
    except (PermissionError, OSError):
        return
    print(act.__name__)
def connects(): socket.create_connection(("127.0.0.1", {server.getsockname()[1]}))
def runs(): subprocess.run(["true"])
def forks(): os.fork()
def writes(): open({str(tmp_path.parent / "elsewhere")!r}, "w")
for act in (connects, runs, forks, writes):
    tried(act)
open({str(tmp_path / "inside")!r}, "w").close()
"""
        ended = subprocess.run([sys.executable, "-I", "-c", attempts], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("", "", 0)
    assert (tmp_path / "inside").exists()


def test_a_parser_starts_without_the_application() -> None:
    """It would cost a second a file, and hand it the application's modules."""
    program = "import sys, hub.services.parsing.process, hub.services.parsing.limits; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in loaded if name.split(".")[0] in {"flask", "sqlalchemy", "PIL", "pypdf"}} == set()


def test_a_parser_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    source, folder = tmp_path / "source", tmp_path / "work"
    source.write_bytes(long_pdf(10_000))
    folder.mkdir()
    program = f"""
from pathlib import Path
from hub.services.parsing.process import parse
from hub.services.parsing.tasks import Task
parse(Task.TEXT, {PDF_TYPE!r}, Path({str(source)!r}), Path({str(folder)!r}))
"""
    hub = subprocess.Popen([sys.executable, "-c", program])
    try:
        while not (folder / TEXT).exists():
            assert hub.poll() is None
        [parser] = (Path("/proc") / str(hub.pid) / "task" / str(hub.pid) / "children").read_text().split()
    finally:
        hub.kill()
        hub.wait()
    state = Path("/proc") / parser / "stat"
    deadline = time.monotonic() + 5
    while state.exists() and ") Z " not in state.read_text() and time.monotonic() < deadline:
        pass
    assert not state.exists() or ") Z " in state.read_text()
    assert not (folder / REPORT).exists()
