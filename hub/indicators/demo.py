"""The figures of the demo network are the real ones, so `load_demo` adds nothing. The load set adds invented ones, each
marked as such by its base, to measure the board on 100,000 observations."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice, product
from typing import Any

from sqlalchemy import func, insert, select

from hub.core.db import db
from hub.indicators.catalogue import Indicator, catalogue
from hub.indicators.codelists import AREAS, LOAD_BASE, NATION, SEXES
from hub.indicators.models import Observation
from hub.indicators.versioning import figures_changed
from hub.network.demo import DemoPeople
from hub.network.models import Region

LARGE_OBSERVATIONS = 100_000

LAST_YEAR = 2013
CHUNK = 5_000
LEAVES = [(area, sex) for area in ("urban", "rural") for sex in ("f", "m")]


def load_demo(people: DemoPeople) -> None:
    """Nothing invented: the reference data are already there, for everybody in `people` alike."""


def load_large(observations: int = LARGE_OBSERVATIONS) -> None:
    """Fill up to `observations` rows in all. Needs an application context."""
    present = db.session.scalar(select(func.count()).select_from(Observation)) or 0
    regions = list(db.session.scalars(select(Region.code).order_by(Region.code)))
    rows = islice(invented_rows(regions), max(observations - present, 0))
    while chunk := list(islice(rows, CHUNK)):
        db.session.execute(insert(Observation), chunk)
    figures_changed(db.session)


def invented_rows(regions: list[str]) -> Iterator[dict[str, Any]]:
    """Whole tables, year by year backwards: counts that add up, rates that do not have to."""
    chance = random.Random(20261123)  # noqa: S311 -- the same load set each time
    for year in range(LAST_YEAR, LAST_YEAR - 40, -1):
        for indicator in catalogue().indicators.values():
            for (geo, area, sex), value in invented_table(indicator, regions, chance).items():
                yield invented_row(indicator, year, geo, area, sex, value)


def invented_table(
    indicator: Indicator, regions: list[str], chance: random.Random
) -> dict[tuple[str, str, str], Decimal]:
    if not indicator.unit.is_count:
        return {
            (geo, area, sex): Decimal(chance.randint(10, 990)) / 10
            for geo in (NATION, *regions)
            for area in AREAS
            for sex in SEXES
        }
    totals: dict[tuple[str, str, str], Decimal] = {}
    for geo, (area, sex) in product(regions, LEAVES):
        count = Decimal(chance.randint(40, 90_000))
        for key in product((geo, NATION), (area, "total"), (sex, "all")):
            totals[key] = totals.get(key, Decimal(0)) + count
    return totals


def invented_row(indicator: Indicator, year: int, geo: str, area: str, sex: str, value: Decimal) -> dict[str, Any]:
    decimals = 0 if indicator.unit.is_count else 1
    return {
        "external_id": f"L-{indicator.code}-{geo}-{year}-{area}-{sex}",
        "indicator_code": indicator.code,
        "geo": geo,
        "geo_level": "national" if geo == NATION else "region",
        "period": str(year),
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "area": area,
        "sex": sex,
        "breakdown": "",
        "mantissa": int(value.scaleb(decimals)),
        "decimals": decimals,
        "unit": indicator.unit.code,
        "base": LOAD_BASE,
        "status": "E",
        "source": LOAD_BASE,
        "source_url": "",
        "producer": "",
        "note": "",
    }
