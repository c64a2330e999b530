"""Indicators among all content: cards on other pages, links, search."""

from collections.abc import Iterable

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import LANGUAGES, current_language, lazy_gettext
from hub.core.registry import Card, ContentKind, Ref, SearchEntry, SearchPart
from hub.indicators.catalogue import Indicator, catalogue
from hub.indicators.models import IndicatorRow
from hub.indicators.policy import visible_to
from hub.indicators.queries import KIND, indicator_codes, indicator_id

PREFIX = "/indicators/"


def cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    language = current_language().code
    return {
        number: Card(
            ref=Ref(KIND, number),
            title=catalogue().indicators[code].name(language),
            address=f"{PREFIX}{code}",
            language=language,
            note=code,
        )
        for number, code in indicator_codes(session, reader, ids).items()
    }


def find(session: DbSession, path: str) -> int | None:
    """The indicator behind a pasted `/indicators/DEM-01`."""
    if not path.startswith(PREFIX):
        return None
    return indicator_id(session, path.removeprefix(PREFIX))


def search_entry(row: IndicatorRow) -> SearchEntry | None:
    """The sheet in each language. Values are not indexed: a suppressed one could be found by its digits."""
    indicator = catalogue().indicators.get(row.code)
    if indicator is None:
        return None
    parts = tuple(search_part(indicator, code) for code in LANGUAGES)
    return SearchEntry(parts=parts, address=f"{PREFIX}{indicator.code}")


def search_part(indicator: Indicator, language: str) -> SearchPart:
    about = " · ".join([indicator.group.names[language], indicator.unit.names[language], indicator.code])
    texts = [about]
    if indicator.sheet:
        texts.insert(0, indicator.sheet.definitions[language])
        if language == "fr":
            texts += [indicator.sheet.formula, indicator.sheet.source, indicator.sheet.limits]
    return SearchPart(language, indicator.name(language), "\n".join(texts))


INDICATOR_KIND = ContentKind(
    name=KIND,
    label=lazy_gettext("Indicator"),
    plural=lazy_gettext("Indicators"),
    model=IndicatorRow,
    address=lambda number: f"{PREFIX}{number}",
    find=find,
    visible_to=visible_to,
    cards=cards,
    search_entry=search_entry,
)
