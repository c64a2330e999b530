"""The search page: hits, with the facets named.

The language of what is found is `language` in the address: `lang` is, on this page as on every other, the language of the
page itself, and changing that must not hide results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import LANGUAGES, LazyString, lazy_gettext
from hub.core.paging import Cursor
from hub.core.registry import registry
from hub.network.vocabularies import spoken_regions, spoken_themes
from hub.services.search import Count, Filters, SearchPage, Synonym, did_you_mean, search, synonyms

SHOWN_VALUES = 12


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a facet. query: how the address says it; None takes the choice back."""

    name: str
    query: str | None
    number: int | None
    at_least: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """argument: its name in the address."""

    title: LazyString
    argument: str
    values: Sequence[FacetValue]


@dataclass(frozen=True, slots=True)
class SearchView:
    """better: the question as it may have been meant, when that finds something."""

    page: SearchPage
    facets: Sequence[Facet]
    synonyms: Sequence[Synonym]
    regions: Mapping[str, str]
    kinds: Mapping[str, str]
    better: str | None = None

    @property
    def is_narrowed(self) -> bool:
        return any(value.is_chosen for facet in self.facets for value in facet.values)


def search_view(session: DbSession, reader: Actor, query: str, filters: Filters, cursor: Cursor) -> SearchView:
    """What `reader` may see of the answer to `query`."""
    page = search(session, reader, query, filters, cursor)
    regions, themes = spoken_regions(session), spoken_themes(session)
    kinds = {name: str(kind.plural) for name, kind in registry.kinds.items()}
    labels = {name: str(kind.label) for name, kind in registry.kinds.items()}
    languages = {code: language.name for code, language in LANGUAGES.items()}
    facets = (
        _facet(lazy_gettext("Kind"), "kind", page.facets.kind, kinds, filters.kind),
        _facet(lazy_gettext("Theme"), "theme", page.facets.theme, themes, filters.theme),
        _facet(lazy_gettext("Region"), "region", page.facets.region, regions, filters.region),
        _facet(lazy_gettext("Language"), "language", page.facets.language, languages, filters.language),
    )
    return SearchView(
        page=page,
        facets=[facet for facet in facets if facet.values],
        synonyms=synonyms(session, page.question),
        regions=regions,
        kinds=labels,
        better=_better(session, reader, query) if found_little(page, filters) else None,
    )


def found_little(page: SearchPage, filters: Filters) -> bool:
    """Whether nothing in the whole hub has all the words."""
    return not page.question.is_empty and filters == Filters() and (page.relaxed or not page.hits)


def _better(session: DbSession, reader: Actor, query: str) -> str | None:
    better = did_you_mean(session, query)
    if better is None:
        return None
    found = search(session, reader, better, size=1)
    return better if found.hits and not found.relaxed else None


def _facet(
    title: LazyString,
    argument: str,
    counts: Sequence[Count],
    names: Mapping[str, str],
    chosen: str | None,
) -> Facet:
    """The most frequent values, and always the chosen one, which leads back."""
    values = [
        FacetValue(
            names[count.value],
            None if count.value == chosen else urlencode({argument: count.value}),
            count.number,
            count.at_least,
            count.value == chosen,
        )
        for count in counts[:SHOWN_VALUES]
        if count.value in names
    ]
    if chosen and not any(value.is_chosen for value in values):
        values.insert(0, FacetValue(names.get(chosen, chosen), None, None, False, True))
    return Facet(title, argument, values)
