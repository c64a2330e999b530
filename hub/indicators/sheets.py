"""A metadata sheet as the reader sees it: translated where a translation exists, marked where it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hub.core.locale import LazyString
from hub.indicators.catalogue import Indicator, catalogue
from hub.indicators.codelists import names_of, read_yaml
from hub.indicators.periods import period_label
from hub.indicators.queries import Split
from hub.indicators.state import periods_of
from hub.indicators.wording import DIRECTION_NAMES, SCALE_NAMES, TIER_NAMES

CORRESPONDENCES = (("sdg", "SDG"), ("mipex", "MIPEX"), ("zaragoza", "Zaragoza"), ("mgi", "MGI"))


@dataclass(frozen=True)
class SheetView:
    """Texts with the language they are really in: the guide gives formula, source, limits and correspondences in French
    only. `is_proposed`: the definition is a translation that nobody has validated yet."""

    definition: str
    is_proposed: bool
    formula: str
    limits: str
    source: str
    correspondences: tuple[tuple[str, str], ...]
    periodicity: str
    disaggregation: tuple[str, ...]
    tier: str
    tier_name: LazyString | None
    scale: LazyString | None
    direction: LazyString
    periods: tuple[str, ...]
    comparator: Indicator | None
    related: tuple[Indicator, ...]


@lru_cache(maxsize=1)
def terms() -> Mapping[str, Mapping[str, str]]:
    lists = read_yaml("guide_terms.yaml")
    return {entry["fr"]: names_of(entry) for name in ("periodicities", "disaggregations") for entry in lists[name]}


def sheet_of(indicator: Indicator, existing: Sequence[Split], language: str) -> SheetView:
    sheet = indicator.sheet
    return SheetView(
        definition=sheet.definitions[language] if sheet else "",
        is_proposed=bool(sheet and sheet.has_proposed_arabic and language == "ar"),
        formula=sheet.formula if sheet else "",
        limits=sheet.limits if sheet else "",
        source=sheet.source if sheet else "",
        correspondences=tuple(
            (label, text) for key, label in CORRESPONDENCES if sheet and (text := sheet.correspondence.get(key))
        ),
        periodicity=terms()[sheet.periodicity][language] if sheet else "",
        disaggregation=tuple(terms()[term][language] for term in sheet.disaggregation) if sheet else (),
        tier=sheet.data_tier if sheet else "",
        tier_name=TIER_NAMES[sheet.data_tier] if sheet else None,
        scale=SCALE_NAMES[sheet.scale] if sheet else None,
        direction=DIRECTION_NAMES[indicator.direction],
        periods=tuple(period_label(period, language) for period in periods_of(existing)),
        comparator=catalogue().indicators[indicator.see] if indicator.see else None,
        related=tuple(catalogue().compared_by(indicator.code)),
    )
