"""Short texts held in several languages: names of regions and themes, titles of real events."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import JSON, Dialect, TypeDecorator

from hub.core.locale import DEFAULT_LANGUAGE, LANGUAGES, current_language


class LocalText(NamedTuple):
    """A text with the language it is in."""

    text: str
    language: str


class MultilingualText(dict[str, str]):
    """Language code to text, at least one."""

    def best(self, code: str | None = None) -> LocalText:
        """The text in a language (the reader's by default), else French, else whatever there is."""
        for candidate in (code or current_language().code, DEFAULT_LANGUAGE.code, *LANGUAGES, *self):
            if self.get(candidate):
                return LocalText(self[candidate], candidate)
        return LocalText("", DEFAULT_LANGUAGE.code)

    def __str__(self) -> str:
        return self.best().text


class Multilingual(TypeDecorator[MultilingualText]):
    """JSON column of a MultilingualText. Replace the value to change it; it is not mutable in place."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else {code: text for code, text in value.items() if text}

    def process_result_value(self, value: Any, dialect: Dialect) -> MultilingualText | None:
        return None if value is None else MultilingualText(value)
