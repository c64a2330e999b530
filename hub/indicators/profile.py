"""Key figures of one territory, for its page and the front page: each with its year, its source and the national value."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.indicators.catalogue import Indicator, catalogue
from hub.indicators.cells import DIFFERENCE_MEASURES, MISSING, WITHOUT_VALUE, shown_value
from hub.indicators.codelists import NATION, base_name
from hub.indicators.comparability import Measured, gap
from hub.indicators.comparisons import shown_gap
from hub.indicators.periods import parse_period, period_label
from hub.indicators.queries import Value, values_of_territories

REGION_FIGURES = ("POP_LEG", "DEM-01", "DEM-02", "ACT_RATE", "UNEMP", "ILLIT_10P", "SCHOOL_6_11", "AM_WATER")
NATIONAL_FIGURES = ("POP_LEG", "DEM-01", "DEM-02", "LEG-03", "F_REMITTANCES")

FIRMNESS = "ABPEUQMLZ"
"""Statuses, the firmest first: a final value goes before the provisional one that it revises."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """`shown` is empty when there is no value: then `status` is Q, M, L or Z. `national` and `gap` are of the same period
    and base, or empty."""

    code: str
    name: str
    unit: str
    shown: str
    status: str
    period: str
    base: str
    base_language: str
    national: str
    gap: str
    is_rate: bool
    source: str
    source_url: str
    address: str


@dataclass(frozen=True, slots=True)
class Profile:
    territory: str
    figures: tuple[KeyFigure, ...]


def region_profile(session: DbSession, reader: Actor, code: str, language: str) -> Profile:
    """The latest figures of a region. Two queries."""
    found = values_of_territories(session, reader, REGION_FIGURES, (code, NATION))
    figures = tuple(
        key_figure(indicator, [value for value in found if value.indicator == indicator.code], code, language)
        for indicator in indicators_named(REGION_FIGURES)
    )
    return Profile(code, figures)


def national_figures(session: DbSession, reader: Actor, language: str) -> Profile:
    """The latest figures of the whole country. Two queries."""
    found = values_of_territories(session, reader, NATIONAL_FIGURES, (NATION,))
    figures = tuple(
        key_figure(indicator, [value for value in found if value.indicator == indicator.code], NATION, language)
        for indicator in indicators_named(NATIONAL_FIGURES)
    )
    return Profile(NATION, figures)


def indicators_named(codes: Sequence[str]) -> list[Indicator]:
    return [catalogue().indicators[code] for code in codes]


def key_figure(indicator: Indicator, values: Sequence[Value], territory: str, language: str) -> KeyFigure:
    """From the values of one indicator, oldest first."""
    own = latest_of(values, territory)
    national = matching_nation(values, own) if own and territory != NATION else None
    address = f"/indicators/{indicator.code}" + ("" if territory == NATION else f"?regions={territory}")
    has_gap = own is not None and indicator.measure in DIFFERENCE_MEASURES
    difference = gap(measured(own), measured(national) if national else None) if own and has_gap else None
    decimals = max((value.decimals for value in (own, national) if value is not None), default=0)
    base, base_language = base_name(own.base, language) if own else ("", language)
    return KeyFigure(
        code=indicator.code,
        name=indicator.name(language),
        unit=indicator.unit.names[language],
        shown=shown(own, indicator, decimals, language),
        status=status_of(own),
        period=period_label(parse_period(own.period), language) if own else "",
        base=base,
        base_language=base_language,
        national=shown(national, indicator, decimals, language),
        gap=shown_gap(difference, language),
        is_rate=indicator.measure == "rate",
        source=own.source if own else "",
        source_url=own.source_url if own else "",
        address=address,
    )


def latest_of(values: Sequence[Value], territory: str) -> Value | None:
    """The latest value; among several of one period the firmest, then one whose base the country has too."""
    own = [value for value in values if value.geo == territory]
    if not own:
        return None
    last = [value for value in own if value.period == own[-1].period]
    return max(last, key=lambda value: (-FIRMNESS.find(value.status), matching_nation(values, value) is not None))


def matching_nation(values: Sequence[Value], own: Value) -> Value | None:
    same = (value for value in values if value.geo == NATION and (value.period, value.base) == (own.period, own.base))
    return next(same, None)


def measured(value: Value) -> Measured:
    return Measured(value.value, value.period, value.base, value.status)


def shown(value: Value | None, indicator: Indicator, decimals: int, language: str) -> str:
    if value is None or value.value is None:
        return ""
    return shown_value(value.value, indicator, decimals, language)


def status_of(value: Value | None) -> str:
    if value is None or (value.value is None and value.status not in WITHOUT_VALUE):
        return MISSING
    return value.status
