"""The two data files as plain rows: census of the whole population and facts on migration. Nothing is guessed, nothing is
dropped; a label that has no code is an error, not a blank."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from io import StringIO

from hub.indicators.catalogue import Catalogue
from hub.indicators.codelists import breakdown_codes, places, unit_codes
from hub.indicators.periods import Period, from_source

CENSUS, FACTS = "census_regions.csv", "migration_facts.csv"
SEX_CODES = {"all": "all", "female": "f", "male": "m"}
SPLITS = {
    "total": ("total", "all"),
    "hommes": ("total", "m"),
    "femmes": ("total", "f"),
    "urbain": ("urban", "all"),
    "rural": ("rural", "all"),
}
LEVELS = {"national": "national", "region": "region", "ville": "city", "prefecture": "prefecture"}
SCHOOL_YEAR_BASE = "année scolaire"
CENSUS_PRODUCER = "HCP"


@dataclass(frozen=True)
class SourceRow:
    """`external_id`: the line's own name in its file, unique. `place` is a code of `codelists.places`."""

    external_id: str
    indicator: str
    geo: str
    geo_level: str
    period: Period
    area: str
    sex: str
    breakdown: str
    value: Decimal
    unit: str
    base: str
    status: str
    source: str
    source_url: str
    producer: str
    note: str


def read_rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(StringIO(files("hub.data").joinpath(name).read_text("utf-8"), newline=""))


def census_rows(catalogue: Catalogue) -> Iterator[SourceRow]:
    for row in read_rows(CENSUS):
        indicator = catalogue.indicators[row["indicator_code"]]
        if unit_codes()[row["unit"]] != indicator.unit.code:
            raise ValueError(f"{row['indicator_code']}: unit {row['unit']!r}")
        sex = SEX_CODES[row["sex"]]
        geo = row["region_code"]
        edition = f"RGPH {row['period']}"
        yield SourceRow(
            external_id="-".join(("C", indicator.code, geo, row["period"], row["area"], sex)),
            indicator=indicator.code,
            geo=geo,
            geo_level="national" if geo == "MA" else "region",
            period=from_source(row["period"]),
            area=row["area"],
            sex=sex,
            breakdown="",
            value=Decimal(row["value"]),
            unit=indicator.unit.code,
            base=f"{edition}, {indicator.base}" if indicator.base else edition,
            status="A",
            source=row["source"],
            source_url=source_address(row["source"]),
            producer=CENSUS_PRODUCER,
            note="",
        )


def source_address(source: str) -> str:
    """The address inside `HCP RGPH 2024, hcp.ma/file/242671, CC BY 4.0`."""
    for part in source.split(","):
        if part.strip().startswith("hcp.ma/"):
            return f"https://www.{part.strip()}"
    return ""


def fact_rows(catalogue: Catalogue) -> Iterator[SourceRow]:
    place_codes = {place.names["fr"]: place.code for place in places().values()}
    for row in read_rows(FACTS):
        label = catalogue.fact_labels[row["indicator_fr"]]
        area, sex = SPLITS.get(row["breakdown"], ("total", "all"))
        is_split = row["breakdown"] in SPLITS
        yield SourceRow(
            external_id=row["fact_id"],
            indicator=label.code,
            geo=row["region_code"] or place_codes[row["geography"]],
            geo_level=LEVELS[row["geo_level"]],
            period=from_source(row["period"], row["base"] == SCHOOL_YEAR_BASE),
            area=area,
            sex=sex,
            breakdown=label.breakdown if is_split else breakdown_codes()[row["breakdown"]],
            value=Decimal(row["value"]),
            unit=unit_codes()[row["unit"]],
            base=row["base"],
            status=row["obs_status"],
            source=row["original_producer"],
            source_url=row["source_url"],
            producer=row["original_producer"],
            note=row["note"],
        )
