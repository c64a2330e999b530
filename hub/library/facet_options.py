"""Facets as the list shows them: (wording, address, count, chosen)."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hub.core.locale import gettext
from hub.library.filters import Filters
from hub.library.labels import CHOICES, KINDS_PLURAL, field_label, language_name
from hub.library.queries.facets import Counts

Option = tuple[str, str, int, bool]


class FacetOptions(NamedTuple):
    title: str
    options: Sequence[Option]


def facet_options(
    filters: Filters, counts: Counts, themes: Mapping[str, str], regions: Mapping[str, str]
) -> list[FacetOptions]:
    """In the order of the page. A choice without records is left out, unless it is chosen."""
    wording: list[tuple[str, str, Callable[[str], str], Sequence[str]]] = [
        ("kind", gettext("Kind"), lambda code: str(KINDS_PLURAL[code]), tuple(KINDS_PLURAL)),
        ("theme", field_label("themes"), themes.__getitem__, tuple(themes)),
        ("region", field_label("regions"), regions.__getitem__, tuple(regions)),
        (
            "maturity",
            field_label("maturity"),
            lambda code: str(CHOICES["maturity"][code]),
            ("proven", "promising", "tried"),
        ),
        ("text", gettext("Language"), language_name, ("fr", "ar", "en")),
    ]
    return [
        FacetOptions(
            title,
            [
                _option(filters, facet, code, name(code), counts)
                for code in codes
                if _is_offered(filters, facet, code, counts)
            ],
        )
        for facet, title, name, codes in wording
    ]


def _is_offered(filters: Filters, facet: str, code: str, counts: Counts) -> bool:
    return bool(counts[facet].get(code)) or getattr(filters, facet) == code


def _option(filters: Filters, facet: str, code: str, name: str, counts: Counts) -> Option:
    chosen = getattr(filters, facet) == code
    return name, f"/library/{filters.toggled(facet, code).query}", counts[facet].get(code, 0), chosen
