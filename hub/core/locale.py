"""Language, direction and formats. Flask-Babel is imported here and nowhere else.

Morocco writes Arabic with Western digits and its own month names: Babel's `ar_MA`, which falls back to the `ar` catalogue.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import dates, numbers
from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Babel, Domain
from flask_babel.speaklater import LazyString

from hub.core import clock
from hub.core.settings import PROJECT_ROOT

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "Language",
    "LazyString",
    "between_items",
    "catalogue",
    "current_language",
    "current_zone",
    "format_date",
    "format_datetime",
    "format_number",
    "format_time",
    "gettext",
    "init_app",
    "language",
    "lazy_gettext",
    "lazy_ngettext",
    "lazy_pgettext",
    "listed",
    "ngettext",
    "npgettext",
    "pgettext",
    "speak",
    "speaking",
]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: BCP 47 code, name in itself, direction, Babel locale."""

    code: str
    name: str
    direction: str
    babel: str

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"


LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "Français", "ltr", "fr"),
        Language("ar", "العربية", "rtl", "ar_MA"),
        Language("en", "English", "ltr", "en_GB"),
    )
}
DEFAULT_LANGUAGE = LANGUAGES["fr"]


_language: ContextVar[Language] = ContextVar("language", default=DEFAULT_LANGUAGE)
_zone: ContextVar[str] = ContextVar("zone", default=clock.CASABLANCA_NAME)

TRANSLATIONS = str(PROJECT_ROOT / "translations")


class Catalogues(Domain):
    """Flask-Babel's domain with the catalogue found by our own language, once per process: the page of a thread asks for a
    hundred messages, and the stock look-up costs four times the message."""

    def __init__(self) -> None:
        super().__init__(translation_directories=[TRANSLATIONS], domain="messages")
        self.loaded: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        code = current_language().code
        found = self.loaded.get(code)
        if found is None:
            found = self.loaded[code] = Translations.load(TRANSLATIONS, [code], "messages")
        return found


_catalogues = Catalogues()
catalogue = _catalogues.get_translations
gettext = _catalogues.gettext
ngettext = _catalogues.ngettext
pgettext = _catalogues.pgettext
npgettext = _catalogues.npgettext
lazy_gettext = _catalogues.lazy_gettext
lazy_ngettext = _catalogues.lazy_ngettext
lazy_pgettext = _catalogues.lazy_pgettext


def init_app(app: Flask) -> None:
    """Attach Babel. What a request speaks is set by the web floor: `speak`."""
    babel = Babel()
    babel.init_app(
        app,
        default_locale=DEFAULT_LANGUAGE.babel,
        default_timezone=clock.CASABLANCA_NAME,
        default_translation_directories=TRANSLATIONS,
        locale_selector=lambda: current_language().babel,
        timezone_selector=current_zone,
    )


def language(code: str | None) -> Language | None:
    """A supported language by code, or None."""
    return LANGUAGES.get(code or "")


def speak(chosen: Language, zone_name: str = clock.CASABLANCA_NAME) -> None:
    """From here on, in this thread's request: this language and this time zone."""
    _language.set(chosen)
    _zone.set(zone_name)


def current_language() -> Language:
    """The language being spoken: the request's, or the one set by `speaking`; French otherwise."""
    return _language.get()


def current_zone() -> str:
    """IANA name of the reader's time zone."""
    return _zone.get()


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak another language for a while (a mail to an Arabic reader)."""
    token = _language.set(LANGUAGES[code])
    try:
        yield LANGUAGES[code]
    finally:
        _language.reset(token)


def format_number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """A number with the language's separators; `decimals` fixes the digits after the separator."""
    if decimals is None and type(value) is int and 0 <= value < 1000:
        return str(value)  # the same in every language here, and most numbers of a page are such counts
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return numbers.format_decimal(value, format=pattern, locale=current_language().babel)


def format_date(day: date, style: Any = "long") -> str:
    return _format_date(day, style, current_language().babel)


@lru_cache(maxsize=4096)
def _format_date(day: date, style: str, babel_locale: str) -> str:
    """Babel takes 40 microseconds, and lists repeat the same days."""
    return dates.format_date(day, format=style, locale=babel_locale)


def format_time(moment: datetime, zone_name: str | None = None) -> str:
    """Wall time in a zone, 24 hours: `10:00`."""
    return f"{clock.local(moment, zone_name or current_zone()):%H:%M}"


def format_datetime(moment: datetime, style: Any = "long", zone_name: str | None = None) -> str:
    """`12 décembre 2026, 10:00`, in the reader's zone unless another is named."""
    there = clock.local(moment, zone_name or current_zone())
    comma = pgettext("between date and time", ", ")
    return f"{format_date(there.date(), style)}{comma}{there:%H:%M}"


def between_items() -> str:
    """What stands between two things of a list: a comma, which Arabic writes its own way."""
    return pgettext("between the items of a list", ", ")


def listed(items: Iterable[str]) -> str:
    """`a, b, c`"""
    return between_items().join(items)
