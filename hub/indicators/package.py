"""All published figures at once: one CSV file and the Data Package that describes it (Frictionless Data Package 1.0)."""

from collections.abc import Iterator
from typing import Any

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.indicators.catalogue import Catalogue
from hub.indicators.queries import Value, values_of_indicators
from hub.web.spreadsheets import BYTE_ORDER_MARK, harmless, written

CODES_AT_ONCE = 12
PATH = "observations.csv"
FIELDS = {
    "indicator": ("string", "Code of the indicator"),
    "territory": ("string", "MA, region 01 to 12, or code of a place"),
    "level": ("string", "national, region, city or prefecture"),
    "period": ("string", "SDMX time period"),
    "area": ("string", "total, urban or rural"),
    "sex": ("string", "all, f or m"),
    "breakdown": ("string", "Code of the category; empty for the total"),
    "value": ("number", "Empty when there is none: see status"),
    "unit": ("string", "Code of the unit"),
    "base": ("string", "Who was counted, in which operation (French)"),
    "status": ("string", "SDMX observation status; Q is suppressed"),
    "source": ("string", "Source (French)"),
    "source_url": ("string", "Address of the source"),
    "producer": ("string", "Who produced the figure"),
    "note": ("string", "Remark on the source (French)"),
}


def all_figures(session: DbSession, reader: Actor, known: Catalogue) -> Iterator[str]:
    """The CSV file in pieces, a dozen indicators at a time: memory does not grow with the figures."""
    yield BYTE_ORDER_MARK + written([list(FIELDS)])
    codes = list(known.indicators)
    for start in range(0, len(codes), CODES_AT_ONCE):
        values = values_of_indicators(session, reader, codes[start : start + CODES_AT_ONCE])
        yield written(line(value, known) for value in values)


def line(value: Value, known: Catalogue) -> list[str]:
    return [
        value.indicator,
        value.geo,
        value.geo_level,
        value.period,
        value.area,
        value.sex,
        value.breakdown,
        "" if value.value is None else str(value.value),
        known.indicators[value.indicator].unit.code,
        harmless(value.base),
        value.status,
        harmless(value.source),
        harmless(value.source_url),
        harmless(value.producer),
        harmless(value.note),
    ]


def descriptor(known: Catalogue, address: str) -> dict[str, Any]:
    """`address`: where the package itself is, in full."""
    return {
        "profile": "tabular-data-package",
        "name": "migration-indicators-of-moroccan-regions",
        "id": address,
        "title": known.guide["title"]["en"],
        "description": "Census comparators and figures on migration, with base, status and source of each value. "
        "Small counts are suppressed.",
        "version": str(known.guide["version"]),
        "licenses": [
            {"name": "CC-BY-4.0", "title": "Census figures: Haut-Commissariat au Plan (HCP), RGPH 2014 and 2024"}
        ],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "observations",
                "path": PATH,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "description": meaning} for name, (kind, meaning) in FIELDS.items()
                    ],
                    "missingValues": [""],
                },
            }
        ],
    }
