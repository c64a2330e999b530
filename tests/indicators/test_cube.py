"""Which cells add up to which."""

from decimal import Decimal

from hub.indicators.catalogue import catalogue
from hub.indicators.cube import CellKey, adding_lines
from hub.indicators.derived import derived_rows
from hub.indicators.source_files import census_rows, fact_rows
from tests.factories.indicators import REGIONS


def cell(geo: str = "MA", area: str = "total", sex: str = "all", breakdown: str = "") -> CellKey:
    return CellKey(geo, area, sex, breakdown)


def test_twelve_regions_two_areas_two_sexes_and_a_whole_scheme_add_up() -> None:
    values = {cell(): Decimal(120), cell(area="urban"): Decimal(100), cell(area="rural"): Decimal(20)}
    values |= {cell(code): Decimal(10) for code in REGIONS}
    values |= {cell(sex="f"): Decimal(70), cell(sex="m"): Decimal(50)}
    values |= {cell(breakdown="europe"): Decimal(50), cell(breakdown="africa"): Decimal(70)}
    values |= {cell(breakdown="FR"): Decimal(30)}
    found = {(line.total, len(line.parts)) for line in adding_lines(values)}
    assert found == {(cell(), 12), (cell(), 2)}
    assert len([line for line in adding_lines(values) if len(line.parts) == 2]) == 3


def test_an_incomplete_or_wrong_line_gives_nothing_away() -> None:
    values = {cell(): Decimal(120), cell(sex="f"): Decimal(70)}
    assert adding_lines(values) == []
    assert adding_lines({**values, cell(sex="m"): Decimal(49)}) == []


def test_a_recomputed_rate_never_replaces_a_published_one_on_its_base() -> None:
    rows = [*census_rows(catalogue()), *fact_rows(catalogue())]
    derived = list(derived_rows(rows))
    published = {(row.geo, row.period.code, row.base) for row in rows if row.indicator == "DEM-02"}
    assert derived
    assert not published & {(found.row.geo, found.row.period.code, found.row.base) for found in derived}
    for found in derived:
        assert abs(found.row.value - Decimal(100) * found.numerator / found.denominator) <= Decimal("0.005")
