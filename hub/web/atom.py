"""Atom feeds (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

NAMESPACE = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"

ElementTree.register_namespace("", NAMESPACE)


@dataclass(frozen=True, slots=True)
class Entry:
    """`address`: absolute, also the entry's id. `html`: sanitised content. Moments are aware."""

    address: str
    title: str
    updated: datetime
    published: datetime
    author: str
    html: str
    language: str
    categories: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    address: str
    home: str
    title: str
    language: str
    entries: Sequence[Entry]
    empty_since: datetime

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=self.empty_since)


def write(feed: Feed) -> bytes:
    """The feed as UTF-8 XML; the same feed gives the same bytes."""
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed", {f"{{{XML}}}lang": feed.language})
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    for entry in feed.entries:
        node = ElementTree.SubElement(root, f"{{{NAMESPACE}}}entry", {f"{{{XML}}}lang": entry.language})
        _add(node, "id", entry.address)
        _add(node, "title", entry.title)
        _add(node, "published", _moment(entry.published))
        _add(node, "updated", _moment(entry.updated))
        _add(node, "link", rel="alternate", type="text/html", href=entry.address)
        _add(ElementTree.SubElement(node, f"{{{NAMESPACE}}}author"), "name", entry.author)
        for category in entry.categories:
            _add(node, "category", term=category)
        _add(node, "content", entry.html, type="html")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes).text = text


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")
