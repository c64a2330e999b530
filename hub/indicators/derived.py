"""Rates that the hub itself recomputes from a numerator and a denominator of the same territory, period and base.
Never a mean of other rates: the national rate is recomputed from the national counts like every other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from hub.indicators.source_files import SourceRow

WORST_FIRST = ("U", "E", "P", "B", "A")


@dataclass(frozen=True)
class Ratio:
    """100 × numerator / denominator, to `decimals` digits."""

    numerator: str
    denominator: str
    decimals: int


RATIOS: Mapping[str, Ratio] = {"DEM-02": Ratio("DEM-01", "POP_LEG", 2)}


@dataclass(frozen=True)
class DerivedRow:
    row: SourceRow
    numerator: int
    denominator: int


def derived_rows(rows: Iterable[SourceRow]) -> Iterator[DerivedRow]:
    """A rate wherever both counts are there, both values and neither broken down by category."""
    counts = {(row.indicator, cell_of(row)): row for row in rows if not row.breakdown}
    published = {(code, cell) for code, cell in counts if code in RATIOS}
    for code, ratio in RATIOS.items():
        for (indicator, cell), numerator in counts.items():
            denominator = counts.get((ratio.denominator, cell))
            if indicator == ratio.numerator and denominator is not None and (code, cell) not in published:
                yield rate_of(code, ratio, numerator, denominator)


def cell_of(row: SourceRow) -> tuple[str, str, str, str, str]:
    return row.geo, row.period.code, row.area, row.sex, row.base


def rate_of(code: str, ratio: Ratio, numerator: SourceRow, denominator: SourceRow) -> DerivedRow:
    value = (100 * numerator.value / denominator.value).quantize(Decimal(1).scaleb(-ratio.decimals), ROUND_HALF_UP)
    status = next(status for status in WORST_FIRST if status in {numerator.status, denominator.status})
    return DerivedRow(
        row=replace(
            numerator,
            external_id="-".join(("D", code, numerator.geo, numerator.period.code, numerator.area, numerator.sex)),
            indicator=code,
            value=value,
            unit="percent",
            status=status,
            source=f"{numerator.source} ; {denominator.source}",
            note=f"calculé : 100 × {ratio.numerator} / {ratio.denominator}",
        ),
        numerator=int(numerator.value),
        denominator=int(denominator.value),
    )
