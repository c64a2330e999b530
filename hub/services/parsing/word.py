"""DOCX by python-docx: paragraphs, tables, notes in boxes, in order."""

import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from hub.services.parsing.pages import Pages, Unreadable

_PARAGRAPH, _TEXT, _TAB, _BREAK, _PAGE = (
    qn(name) for name in ("w:p", "w:t", "w:tab", "w:br", "w:lastRenderedPageBreak")
)


def read(source: Path, pages: Pages) -> dict[str, Any]:
    """Pages as Word last drew them; page 0 when the file was never drawn. Raises Unreadable (`damaged`)."""
    try:
        body = docx.Document(str(source)).element.body
    except (OpcError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise Unreadable("damaged") from error
    has_pages = next(body.iter(_PAGE), None) is not None
    number = 1
    gathered: list[str] = []
    for node in body.iter(_PARAGRAPH, _TEXT, _TAB, _BREAK, _PAGE):
        if node.tag == _PAGE:
            pages.add(number, "".join(gathered))
            number, gathered = number + 1, []
            if pages.is_full:
                break
        elif node.tag == _TEXT:
            gathered.append(node.text or "")
        else:
            gathered.append(" " if node.tag == _TAB else "\n")
    pages.add(number if has_pages else 0, "".join(gathered))
    return {"pages": number if has_pages else 0}
