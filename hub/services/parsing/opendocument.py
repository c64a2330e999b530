"""ODT and ODP: `content.xml` of OpenDocument 1.3."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hub.services.parsing.pages import Pages
from hub.services.parsing.xml_parts import Parts

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_BLOCKS = {f"{_TEXT}p", f"{_TEXT}h"}
_GAPS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def read_text(source: Path, pages: Pages) -> dict[str, Any]:
    """Pages as the writing program left them (`text:soft-page-break`); page 0 when it left none."""
    with Parts(source) as parts:
        root = parts.tree("content.xml")
    has_pages = root.find(f".//{_TEXT}soft-page-break") is not None
    number = 1
    gathered: list[str] = []
    for token in _tokens(root):
        if token is None:
            pages.add(number, "".join(gathered))
            number, gathered = number + 1, []
            if pages.is_full:
                break
        else:
            gathered.append(token)
    pages.add(number if has_pages else 0, "".join(gathered))
    return {"pages": number if has_pages else 0}


def read_slides(source: Path, pages: Pages) -> dict[str, Any]:
    with Parts(source) as parts:
        root = parts.tree("content.xml")
    slides = root.findall(f".//{_DRAW}page")
    for number, slide in enumerate(slides, 1):
        if pages.is_full:
            break
        pages.add(number, "".join(token or "" for token in _tokens(slide)))
    return {"pages": len(slides)}


def _tokens(element: Any) -> Iterator[str | None]:
    """Text in reading order; None where a page ends. Walks by events: nesting is the file's, not Python's stack."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, is_closing = stack.pop()
        if is_closing:
            if node.tag in _BLOCKS:
                yield "\n"
            if node is not element and node.tail:
                yield node.tail
            continue
        stack.append((node, True))
        if not isinstance(node.tag, str):
            continue
        if node.tag == f"{_TEXT}soft-page-break":
            yield None
        yield _GAPS.get(node.tag) or node.text or ""
        stack.extend((child, False) for child in reversed(node))
