"""The data files arrive whole, exactly, once."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.core.db import db
from hub.indicators.catalogue import catalogue
from hub.indicators.models import IndicatorRow, Observation
from hub.indicators.reference import load_observations, load_reference
from hub.indicators.source_files import census_rows, fact_rows, read_rows


def one(external_id: str) -> Observation:
    return db.session.scalars(select(Observation).filter_by(external_id=external_id)).one()


def counted(prefix: str) -> int:
    statement = select(func.count()).select_from(Observation).where(Observation.external_id.like(f"{prefix}%"))
    return db.session.scalar(statement) or 0


def test_the_guide_has_42_sheets_and_the_census_29_comparators() -> None:
    known = catalogue()
    assert len(known.of_nature("guide")) == 42
    assert len(known.of_nature("comparator")) == 29
    assert sum(not indicator.rankable for indicator in known.of_nature("guide")) == 20
    assert sum(indicator.direction == "neutral" for indicator in known.of_nature("guide")) == 10
    for indicator in known.indicators.values():
        assert all(indicator.names[language] for language in ("fr", "ar", "en")), indicator.code
        if indicator.sheet:
            assert all(indicator.sheet.definitions[language] for language in ("fr", "ar", "en")), indicator.code


def test_every_line_of_the_files_becomes_one_observation(context: Flask) -> None:
    load_reference(db.session)
    assert counted("C-") == 4277
    assert counted("F") == 128
    assert db.session.scalar(select(func.count()).select_from(IndicatorRow)) == len(catalogue().indicators)


@pytest.mark.parametrize(
    ("external_id", "value", "status"),
    [
        ("C-POP_LEG-MA-2024-total-all", "36828330", "A"),
        ("C-UNEMP-02-2024-total-all", "30.4", "A"),
        ("F002", "86206", "A"),
        ("F003", "84001", "A"),
        ("F049", "148152", "A"),
        ("F032", "23.0", "A"),
        ("F060", "43.3", "U"),
        ("F097", "50000", "E"),
        ("F127", "117.7", "P"),
        ("F128", "119.0", "A"),
    ],
)
def test_values_are_kept_as_the_source_printed_them(context: Flask, external_id: str, value: str, status: str) -> None:
    load_reference(db.session)
    found = one(external_id)
    assert str(found.value) == value
    assert found.status == status


def test_no_field_of_a_fact_is_lost(context: Flask) -> None:
    load_reference(db.session)
    stored = {row.external_id: row for row in db.session.scalars(select(Observation))}
    for line in read_rows("migration_facts.csv"):
        row = stored[line["fact_id"]]
        assert row.value == Decimal(line["value"])
        assert (row.base, row.status, row.producer, row.source_url, row.note) == (
            line["base"],
            line["obs_status"],
            line["original_producer"],
            line["source_url"],
            line["note"],
        )


def test_conflicting_sources_stand_side_by_side(context: Flask) -> None:
    load_reference(db.session)
    found = db.session.scalars(
        select(Observation).filter_by(
            indicator_code="DEM-01", geo="MA", period="2014", area="total", sex="all", breakdown=""
        )
    ).all()
    assert {int(row.value or 0): row.base for row in found} == {
        86206: "RGPH 2014, population légale",
        84001: "RGPH 2014, base de la note HCP du 18/12/2017",
    }


def test_the_share_of_foreigners_is_recomputed_from_its_counts(context: Flask) -> None:
    load_reference(db.session)
    casablanca = one("D-DEM-02-06-2024-total-all")
    assert casablanca.value == Decimal("0.79")
    assert (casablanca.numerator, casablanca.denominator) == (60902, 7688967)
    assert one("D-DEM-02-MA-2024-total-all").value == Decimal("0.40")


def test_loading_again_changes_nothing_and_mends_what_was_changed(context: Flask) -> None:
    load_reference(db.session)
    before = db.session.scalar(select(func.count()).select_from(Observation))
    load_reference(db.session)
    changed = one("F049")
    changed.mantissa = 1
    db.session.add(
        Observation(
            external_id="F999",
            indicator_code="DEM-01",
            geo="MA",
            geo_level="national",
            period="1999",
            period_start=changed.period_start,
            period_end=changed.period_end,
            mantissa=1,
            unit="person",
        )
    )
    db.session.flush()
    load_observations(db.session, catalogue())
    db.session.expire_all()
    assert one("F049").value == 148152
    assert db.session.scalar(select(func.count()).select_from(Observation)) == before


def test_no_two_lines_claim_the_same_cell() -> None:
    rows = [*census_rows(catalogue()), *fact_rows(catalogue())]
    cells = {(r.indicator, r.geo, r.period.code, r.area, r.sex, r.breakdown, r.base) for r in rows}
    assert len(cells) == len(rows) == 4277 + 128
