"""What belongs to no feature: regions, themes, search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from hub.core.access import Actor
from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.paging import Cursor, Page
from hub.home import queries
from hub.network.models import Region
from hub.network.vocabularies import theme_names
from hub.services.search import Filters, search
from hub.web.addresses import absolute
from hub.web.api import ApiPart, Limits, Named, Texts, named

PART = ApiPart("network", lazy_gettext("Network"))

Code = Annotated[str, Limits(longest=24)]


@dataclass(frozen=True, slots=True)
class RegionItem:
    """`code`: of the census (01 to 12). `population`: legal population of 2024."""

    code: str
    name: Texts
    capital: Texts
    population: int
    is_pilot: bool
    address: str


@dataclass(frozen=True, slots=True)
class RegionSheet:
    """`iso`: ISO 3166-2. `population`, `households`: of the census of 2024."""

    code: str
    iso: str
    name: Texts
    capital: Texts
    population: int
    households: int
    provinces: int
    communes: int
    programmes: Sequence[str]
    presentation: Texts
    address: str


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`kind`: of content (topic, event, practice…). `language`: of what is found."""

    q: Annotated[str, Limits(longest=300)]
    kind: Code | None = None
    theme: Code | None = None
    region: Code | None = None
    language: Code | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """`title`, `snippet`: HTML, the words found in `<mark>`."""

    kind: str
    id: int
    title: str
    snippet: str
    language: str
    moment: datetime | None
    regions: Sequence[str]
    file: str
    address: str


@PART.get("/regions", lazy_gettext("The twelve regions"))
def regions(actor: Actor) -> list[RegionItem]:
    return [
        RegionItem(
            line.code,
            Texts.of(line.name),
            Texts.of(line.capital),
            line.population,
            line.is_pilot,
            absolute(line.address),
        )
        for line in queries.regions(db.session)
    ]


@PART.get("/regions/<code>", lazy_gettext("One region"))
def region(actor: Actor, code: str) -> RegionSheet:
    return _sheet(queries.region(db.session, code))


@PART.get("/themes", lazy_gettext("Themes, in their order"))
def themes(actor: Actor) -> list[Named]:
    return named(theme_names(db.session))


@PART.get("/search", lazy_gettext("Search everything that the reader sees, best first"))
def found(actor: Actor, query: SearchQuery, cursor: Cursor) -> Page[SearchHit]:
    filters = Filters(query.kind, query.theme, query.region, query.language)
    page = search(db.session, actor, query.q.strip(), filters, cursor)
    return Page(
        [
            SearchHit(
                hit.ref.kind,
                hit.ref.id,
                str(hit.title),
                str(hit.snippet),
                hit.language,
                hit.moment,
                hit.regions,
                hit.file.name if hit.file else "",
                absolute(hit.file.address if hit.file else hit.address),
            )
            for hit in page.hits
        ],
        page.next_cursor,
    )


def _sheet(row: Region) -> RegionSheet:
    return RegionSheet(
        row.code,
        row.iso,
        Texts.of(row.name),
        Texts.of(row.capital),
        row.population,
        row.households,
        row.provinces,
        row.communes,
        row.programmes,
        Texts.of(row.presentation),
        absolute(f"/regions/{row.code}"),
    )
