"""What the indicators offer to programs: sheets, and observations after suppression."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from hub.core.access import Actor
from hub.core.db import db
from hub.core.errors import NotFound
from hub.core.locale import lazy_gettext
from hub.core.paging import Cursor, Page, cursor_at
from hub.indicators.catalogue import Indicator, catalogue
from hub.indicators.cells import WITHOUT_VALUE
from hub.indicators.codelists import AREAS, SEXES
from hub.indicators.queries import Value, values_of_indicators
from hub.web.addresses import absolute
from hub.web.api import ApiPart, Limits, Texts

PART = ApiPart("indicators", lazy_gettext("Indicators"))

PAGE_SIZE = 100
Code = Annotated[str, Limits(longest=24)]


@dataclass(frozen=True, slots=True)
class IndicatorItem:
    """`nature`: guide, comparator (the whole population), or fact. `direction`: of progress. `measure`: count, rate, mean, gap,
    level or amount."""

    code: str
    nature: str
    group: str
    name: Texts
    unit: str
    measure: str
    direction: str
    is_rankable: bool
    address: str


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """What the guide says; formula, source, limits are in French. Empty beyond `name` for what no sheet describes. `see`: the
    nearest sheet or comparator."""

    code: str
    nature: str
    group: Texts
    name: Texts
    definition: Texts
    unit: str
    measure: str
    direction: str
    is_rankable: bool
    is_sensitive: bool
    formula: str
    source: str
    periodicity: str
    limits: str
    tier: str
    see: str | None
    address: str


@dataclass(frozen=True, slots=True)
class ObservationItem:
    """`value`: exact decimal text, null when there is none; `status` (SDMX) then says why: Q hidden because small, M missing, L
    not collected. Values of different `base` cannot be compared."""

    geo: str
    geo_level: str
    period: str
    area: str
    sex: str
    breakdown: str
    value: Decimal | None
    base: str
    status: str
    source: str
    source_url: str
    producer: str
    note: str


@dataclass(frozen=True, slots=True)
class ObservationQuery:
    """`geo`: MA, a region's code, or a place's. `period`: SDMX text, such as 2024."""

    geo: Code | None = None
    period: Code | None = None
    area: Annotated[str, Limits(choices=AREAS)] | None = None
    sex: Annotated[str, Limits(choices=SEXES)] | None = None
    breakdown: Annotated[str, Limits(longest=40)] | None = None


@PART.get("/indicators", lazy_gettext("The guide’s indicators, comparators and facts"))
def indicators(actor: Actor) -> list[IndicatorItem]:
    return [
        IndicatorItem(
            one.code,
            one.nature,
            one.group.code,
            Texts.of(one.names),
            one.unit.code,
            one.measure,
            one.direction,
            one.rankable,
            absolute(f"/indicators/{one.code}"),
        )
        for one in catalogue().indicators.values()
    ]


@PART.get("/indicators/<code>", lazy_gettext("One indicator’s sheet"))
def indicator(actor: Actor, code: str) -> IndicatorSheet:
    found = _known(code)
    sheet = found.sheet
    return IndicatorSheet(
        code=found.code,
        nature=found.nature,
        group=Texts.of(found.group.names),
        name=Texts.of(found.names),
        definition=Texts.of(sheet.definitions) if sheet else Texts(),
        unit=found.unit.code,
        measure=found.measure,
        direction=found.direction,
        is_rankable=found.rankable,
        is_sensitive=found.sensitive,
        formula=sheet.formula if sheet else "",
        source=sheet.source if sheet else "",
        periodicity=sheet.periodicity if sheet else "",
        limits=sheet.limits if sheet else "",
        tier=sheet.data_tier if sheet else "",
        see=found.see,
        address=absolute(f"/indicators/{found.code}"),
    )


@PART.get("/indicators/<code>/observations", lazy_gettext("An indicator’s observations, small counts hidden"))
def observations(actor: Actor, code: str, query: ObservationQuery, cursor: Cursor) -> Page[ObservationItem]:
    """Suppression looks at whole tables, so the narrowing comes after it."""
    found = values_of_indicators(db.session, actor, [_known(code).code])
    kept = sorted((value for value in found if _fits(value, query)), key=_key)
    start = next((place for place, value in enumerate(kept, 1) if cursor_at(*_key(value)) == cursor.after), 0)
    page = kept[start : start + PAGE_SIZE]
    has_more = start + PAGE_SIZE < len(kept)
    return Page([_item(value) for value in page], cursor_at(*_key(page[-1])) if has_more else None)


def _known(code: str) -> Indicator:
    found = catalogue().indicators.get(code)
    if found is None:
        raise NotFound(code)
    return found


def _fits(value: Value, query: ObservationQuery) -> bool:
    return all(
        wanted in (None, own)
        for wanted, own in (
            (query.geo, value.geo),
            (query.period, value.period),
            (query.area, value.area),
            (query.sex, value.sex),
            (query.breakdown, value.breakdown),
        )
    )


def _key(value: Value) -> tuple[str, ...]:
    """What makes an observation unique."""
    return (value.period, value.geo, value.area, value.sex, value.breakdown, value.base)


def _item(value: Value) -> ObservationItem:
    return ObservationItem(
        geo=value.geo,
        geo_level=value.geo_level,
        period=value.period,
        area=value.area,
        sex=value.sex,
        breakdown=value.breakdown,
        value=value.value,
        base=value.base,
        status="M" if value.value is None and value.status not in WITHOUT_VALUE else value.status,
        source=value.source,
        source_url=value.source_url,
        producer=value.producer,
        note=value.note,
    )
