"""A record as its page shows it, in one language, with what is stale or still missing marked field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub.core.locale import LANGUAGES
from hub.library.content.content import Content
from hub.library.content.fields import FIELDS, translated_fields
from hub.library.content.translation import stale_fields
from hub.library.labels import FIELD_LABELS, SECTION_LABELS

PAGE_SECTIONS = ("results", "context", "method", "lessons")
"""The result first. Territory and sources have their own places on the page."""
IN_HEAD = frozenset({"title", "summary"})


@dataclass(frozen=True, slots=True)
class ShownField:
    """`content`: HTML, or a list of items with HTML inside. `language`: of the text that is shown, which is the source's
    where the translation lacks the field."""

    name: str
    label: str
    shape: str
    content: Any
    language: str
    is_stale: bool = False
    is_untranslated: bool = False

    @property
    def direction(self) -> str:
        return LANGUAGES[self.language].direction


@dataclass(frozen=True, slots=True)
class ShownSection:
    name: str
    label: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class LanguageTab:
    """One language version of a record."""

    code: str
    name: str
    is_source: bool
    is_stale: bool


@dataclass(frozen=True)
class RecordPage:
    """`title` is a line of text, `summary` a field or None."""

    language: str
    title: ShownField
    summary: ShownField | None
    body: ShownField | None
    period_note: str
    sections: tuple[ShownSection, ...]
    tabs: tuple[LanguageTab, ...]
    stale: frozenset[str]

    @property
    def direction(self) -> str:
        return LANGUAGES[self.language].direction

    @property
    def is_stale(self) -> bool:
        return bool(self.stale)


Cooked = Mapping[str, Mapping[str, Any]]
"""Language to field to HTML (see `cooking.cook`)."""


def choose_language(content: Content, *wanted: str) -> str:
    """The first wanted language in which the record has a title; else its own."""
    return next(
        (code for code in wanted if code in LANGUAGES and content.value("title", code)), content.source_language
    )


def build_page(content: Content, cooked: Cooked, language: str) -> RecordPage:
    stale = frozenset(stale_fields(content, language))
    shown = {
        field.name: found
        for field in translated_fields(content.kind)
        if (found := _shown(field.name, content, cooked, language, stale)) is not None
    }
    sections = tuple(
        ShownSection(name, str(SECTION_LABELS[name]), fields)
        for name in PAGE_SECTIONS
        if (fields := tuple(item for item in shown.values() if FIELDS[item.name].section == name))
    )
    title = shown.get("title") or ShownField("title", "", "line", "", content.source_language)
    period_note = content.value("period_note", language) or content.value("period_note")
    return RecordPage(
        language=language,
        title=title,
        summary=shown.get("summary"),
        body=shown.get("body"),
        period_note=period_note if content.kind == "practice" else "",
        sections=sections,
        tabs=_tabs(content),
        stale=stale,
    )


def _shown(name: str, content: Content, cooked: Cooked, language: str, stale: frozenset[str]) -> ShownField | None:
    for code in (language, content.source_language):
        value = content.value(name, code)
        if value:
            html = cooked.get(code, {}).get(name, value)
            is_other = code != language
            label, shape = str(FIELD_LABELS[name]), FIELDS[name].shape.value
            return ShownField(name, label, shape, html, code, name in stale and not is_other, is_other)
    return None


def _tabs(content: Content) -> tuple[LanguageTab, ...]:
    return tuple(
        LanguageTab(code, LANGUAGES[code].name, code == content.source_language, bool(stale_fields(content, code)))
        for code in LANGUAGES
        if content.value("title", code)
    )
