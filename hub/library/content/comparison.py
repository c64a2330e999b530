"""What changed between two versions, field by field, as texts that can be shown side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from hub.library.content.content import Content, Value
from hub.library.content.fields import Field, fields_of
from hub.library.content.items import Block, Claim


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `language` is empty for what has no language."""

    field: Field
    language: str
    before: str
    after: str


Wording = Callable[[str, Value], str]
"""(field name, value of a fact) to the words that the page shows for it."""


def compare(before: Content, after: Content, wording: Wording) -> list[FieldChange]:
    """Changed fields in the order of the form, the source language first."""
    languages = sorted({*before.editions, *after.editions}, key=lambda code: (code != after.source_language, code))
    changes = []
    for field in fields_of(after.kind):
        for language in languages if field.is_translated else ("",):
            old, new = before.value(field.name, language or None), after.value(field.name, language or None)
            if old != new:
                pair = [as_text(value) if field.is_translated else wording(field.name, value) for value in (old, new)]
                changes.append(FieldChange(field, language, *pair))
    return changes


def as_text(value: Value) -> str:
    """A written value as plain lines: what a word-by-word comparison reads."""
    if isinstance(value, str):
        return value
    return "\n".join(_item_text(item) for item in value)


def _item_text(item: Claim | Block) -> str:
    if isinstance(item, Claim):
        return f"- {item.text} [{item.basis}]"
    return "\n".join(part for part in (f"## {item.name}", item.purpose, item.enabling, item.lessons) if part)
