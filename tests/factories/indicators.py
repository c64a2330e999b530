"""Observations for tests."""

from typing import Any

from sqlalchemy import insert

from hub.core.db import db
from hub.indicators.models import IndicatorRow, Observation
from hub.indicators.periods import parse_period
from hub.indicators.versioning import figures_changed


def known_indicator(code: str, nature: str = "guide") -> None:
    """The anchor alone, without the shipped figures."""
    if db.session.query(IndicatorRow).filter_by(code=code).first() is None:
        db.session.add(IndicatorRow(code=code, nature=nature, position=1))
        db.session.flush()


def observation(code: str, geo: str, value: int | None, **given: Any) -> None:
    """One value; `value` is the mantissa, `decimals=1` makes 123 mean 12.3."""
    known_indicator(code)
    period = parse_period(given.pop("period", "2024"))
    level = "national" if geo == "MA" else "region" if geo.isdigit() else "city"
    columns = {
        "indicator_code": code,
        "geo": geo,
        "geo_level": level,
        "period": period.code,
        "period_start": period.start,
        "period_end": period.end,
        "area": "total",
        "sex": "all",
        "breakdown": "",
        "mantissa": value,
        "decimals": 0,
        "unit": "person",
        "base": "RGPH 2024",
        "status": "A",
        "source": "source",
        "source_url": "",
        "producer": "",
        "note": "",
    }
    db.session.execute(insert(Observation), [{**columns, **given}])
    figures_changed(db.session)


REGIONS = [f"{number:02}" for number in range(1, 13)]


def table_of_counts(code: str, counts: list[int], **given: Any) -> None:
    """Twelve regional counts and their national sum."""
    for region, count in zip(REGIONS, counts, strict=True):
        observation(code, region, count, **given)
    observation(code, "MA", sum(counts), **given)
