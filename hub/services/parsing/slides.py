"""PPTX: slides in the order in which they are shown."""

from pathlib import Path, PurePosixPath
from typing import Any

from hub.services.parsing.pages import Pages, Unreadable
from hub.services.parsing.xml_parts import Parts

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read(source: Path, pages: Pages) -> dict[str, Any]:
    with Parts(source) as parts:
        targets = {
            relation.get("Id"): str(PurePosixPath("ppt") / relation.get("Target", "").removeprefix("/ppt/"))
            for relation in parts.tree("ppt/_rels/presentation.xml.rels")
        }
        shown = [slide.get(f"{_R}id") for slide in parts.tree("ppt/presentation.xml").iter(f"{_P}sldId")]
        for number, relation in enumerate(shown, 1):
            if pages.is_full:
                break
            if relation not in targets:
                raise Unreadable("damaged")
            paragraphs = parts.tree(targets[relation]).iter(f"{_A}p")
            pages.add(number, "\n".join(_line(paragraph) for paragraph in paragraphs))
    return {"pages": len(shown)}


def _line(paragraph: Any) -> str:
    pieces = (" " if node.tag == f"{_A}br" else node.text or "" for node in paragraph.iter(f"{_A}t", f"{_A}br"))
    return "".join(pieces)
