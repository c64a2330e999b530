"""Texts of a record as sanitised HTML, made once when a version is shown."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hub.library.content.content import Value
from hub.library.content.fields import FIELDS, Shape
from hub.library.content.items import Block, Claim
from hub.services import text
from hub.web.addresses import absolute

EXCERPT = 320


def cook(texts: Mapping[str, Value], language: str) -> dict[str, Any]:
    """Field to HTML; for lists, one JSON object an item with its texts as HTML. Lines stay out: they are printed as text."""
    return {
        name: _cooked(value, language) for name, value in sorted(texts.items()) if FIELDS[name].shape is not Shape.LINE
    }


def _cooked(value: Value, language: str) -> Any:
    if isinstance(value, str):
        return _html(value, language)
    return [_item(item, language) for item in value]


def _item(item: Claim | Block, language: str) -> dict[str, str]:
    if isinstance(item, Claim):
        return {"html": _html(item.text, language), "basis": item.basis.value}
    return {
        "name": item.name,
        "purpose": _html(item.purpose, language),
        "enabling": _html(item.enabling, language),
        "lessons": _html(item.lessons, language),
    }


def _html(source: str, language: str) -> str:
    return text.cook(source, language=language, base_url=absolute("")).html if source else ""


def texts(cooked: Any) -> Iterator[str]:
    """Every HTML text in what `cook` made, or in a part of it."""
    if isinstance(cooked, str):
        yield cooked
    else:
        for part in cooked.values() if isinstance(cooked, Mapping) else cooked:
            yield from texts(part)


def changed(cooked: Any, change: Callable[[str], str]) -> Any:
    """The same with each text changed."""
    if isinstance(cooked, str):
        return change(cooked)
    if isinstance(cooked, Mapping):
        return {name: changed(part, change) for name, part in cooked.items()}
    return [changed(part, change) for part in cooked]


def excerpt(summary: str) -> str:
    """The summary as plain text, short enough for a card."""
    return text.excerpt(text.cook(summary, language="fr").plain, EXCERPT) if summary else ""


def plain(value: Value) -> str:
    """A written value as words only, for search and citations."""
    if isinstance(value, str):
        return text.cook(value, language="fr").plain if value else ""
    return "\n".join(part for item in value for part in _words(item) if part)


def _words(item: Claim | Block) -> list[str]:
    if isinstance(item, Claim):
        return [plain(item.text)]
    return [item.name, plain(item.purpose), plain(item.enabling), plain(item.lessons)]
