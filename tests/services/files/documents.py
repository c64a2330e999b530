"""Documents with text in them, made here."""

import io
import shutil
import subprocess
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tests.services.files.office import OOXML, zipped

ARABIC = (
    "ميثاق اللجنة الجهوية للهجرة 2027 في جهة الشرق: إدماج المهاجرين وحماية اللاجئين.",
    "الصفحة الثانية: التخطيط الترابي في 12 جماعة، والمنتدى المغربي.",
)
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_O = "urn:oasis:names:tc:opendocument:xmlns"


def arabic_pdf(folder: Path) -> bytes:
    """Two pages, printed by Chromium as any member may print them."""
    page, out = folder / "page.html", folder / "page.pdf"
    paragraphs = "".join(f'<p style="page-break-after:always">{text}</p>' for text in ARABIC)
    page.write_text(f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">{paragraphs}</html>')
    chromium = shutil.which("chromium")
    assert chromium, "Debian's chromium is needed"
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
         "--disable-background-networking", "--no-first-run", "--no-pdf-header-footer", f"--print-to-pdf={out}",
         page.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return out.read_bytes()


def pdf(texts: list[str], password: str = "") -> bytes:
    """One page a text (Latin-1)."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    for text in texts:
        page = writer.add_blank_page(200, 100)
        page[NameObject("/Resources")] = fonts
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 10 50 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def long_pdf(pages: int) -> bytes:
    """Many pages that share one text; written by hand, for libraries take minutes."""
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    text = b"BT /F1 12 Tf 10 50 Td (page) Tj ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
        ]
        * pages,
    ]
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)


def docx(*paragraphs: str) -> bytes:
    """A paragraph a page, as Word leaves it."""
    pages = "<w:lastRenderedPageBreak/>".join(f"<w:t>{text}</w:t>" for text in paragraphs)
    main = f"{OOXML}.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
                ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{_REL}"><Relationship Id="r1" Type="{_R}/officeDocument"'
                ' Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": (
                f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r>{pages}</w:r></w:p></w:body></w:document>'
            ).encode(),
        }
    )


def pptx(*slides: str) -> bytes:
    """Slides whose file names are not in the order in which they are shown."""
    numbers = range(1, len(slides) + 1)
    files = {number: len(slides) + 1 - number for number in numbers}
    relations = "".join(f'<Relationship Id="r{n}" Type="x" Target="slides/slide{files[n]}.xml"/>' for n in numbers)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in numbers)
    parts = {
        f"ppt/slides/slide{files[n]}.xml": f'<p:sld xmlns:p="{_P}" xmlns:a="{_A}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'.encode()
        for n, text in zip(numbers, slides, strict=True)
    }
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types><Override PartName="/ppt/presentation.xml" ContentType="{OOXML}.presentationml.presentation'
                '.main+xml"/></Types>'
            ).encode(),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'.encode(),
            "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{_REL}">{relations}</Relationships>'.encode(),
            **parts,
        }
    )


def opendocument(kind: str, body: str, before: str = "") -> bytes:
    """`kind`: `text`, `presentation` or `spreadsheet`. `before`: a document type, say."""
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{_O}:office:1.0" xmlns:text="{_O}:text:1.0"'
        f' xmlns:draw="{_O}:drawing:1.0" xmlns:table="{_O}:table:1.0"><office:body><office:{kind}>{body}</office:{kind}>'
        "</office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    manifest = f'<manifest:manifest xmlns:manifest="{_O}:manifest:1.0"><manifest:file-entry manifest:media-type="{mimetype}" manifest:full-path="/"/></manifest:manifest>'
    return zipped(
        {"mimetype": mimetype.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def xlsx(rows: str, name: str = "Budget") -> bytes:
    """One sheet from the XML of its rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types><Override PartName="/xl/workbook.xml" ContentType="{OOXML}.spreadsheetml.sheet.main+xml"/></Types>'
            ).encode(),
            "_rels/.rels": f'<Relationships xmlns="{_REL}"><Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_R}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_REL}"><Relationship Id="r1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
        }
    )


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **saved: object) -> bytes:
    """Red on its left half, blue on its right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    buffer = io.BytesIO()
    image.save(buffer, kind, **saved)
    return buffer.getvalue()
