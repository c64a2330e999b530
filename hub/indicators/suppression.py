"""Small-count suppression: no output of the hub lets a reader work out a count of fewer than five people.

*Primary*: a count n of people with 0 < n < `min_count`; a rate with a denominator under `min_denominator`, or whose
numerator is such a count (a percentage of a known denominator is a count in disguise).

*Secondary*: a table prints totals, so one hidden cell in a line is the total minus the rest. While a line has exactly one
hidden cell, or its hidden parts sum to less than `min_count`, its smallest other non-zero cell is hidden too. Lines cross,
so this alone is not enough (two loops of hidden cells joined by a single one leave that one exposed): afterwards the
equations of all lines are solved, and as long as they determine a hidden cell one more is hidden.

Pure functions: this runs once, on the whole table of one indicator, period and base, before any output is made from it.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Thresholds:
    """The guide's proposal (`disclosure` in indicator_guide.yaml), to be settled with HCP and the CNDP."""

    min_count: int = 5
    min_denominator: int = 30


THRESHOLDS = Thresholds()


@dataclass(frozen=True)
class Line(Generic[K]):
    """A printed total and the parts that add up to it."""

    total: K
    parts: tuple[K, ...]

    @property
    def cells(self) -> tuple[K, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Cell:
    """One value. `is_count`: of people. A rate may know its numerator and denominator."""

    value: Decimal
    is_count: bool
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def is_small(cell: Cell, thresholds: Thresholds = THRESHOLDS) -> bool:
    """Primary suppression."""
    if cell.is_count:
        return 0 < cell.value < thresholds.min_count
    if cell.denominator is not None and cell.denominator < thresholds.min_denominator:
        return True
    return cell.numerator is not None and 0 < cell.numerator < thresholds.min_count


def suppressed(cells: Mapping[K, Cell], lines: Iterable[Line[K]], thresholds: Thresholds = THRESHOLDS) -> dict[K, str]:
    """Hidden cells, each `primary` or `secondary`.

    `lines` must add up and name only cells of the table. Only lines of counts protect counts, so rates take part in the
    primary rule alone.
    """
    hidden = {key: "primary" for key, cell in cells.items() if is_small(cell, thresholds)}
    counted = [line for line in lines if all(cells[key].is_count for key in line.cells)]
    if not any(cells[key].is_count for key in hidden):
        return hidden
    values = {key: cells[key].value for line in counted for key in line.cells}
    while (chosen := next_to_hide(values, counted, hidden, thresholds.min_count)) is not None:
        hidden[chosen] = "secondary"
    return hidden


def next_to_hide(
    values: Mapping[K, Decimal], lines: list[Line[K]], hidden: Mapping[K, str], min_count: int
) -> K | None:
    for line in lines:
        if is_exposed(line, values, hidden, min_count):
            chosen = smallest_visible([line], values, hidden)
            if chosen is not None:
                return chosen
    determined = determinable(lines, hidden.keys())
    around = [line for line in lines if any(key in determined for key in line.cells)]
    return smallest_visible(around, values, hidden)


def is_exposed(line: Line[K], values: Mapping[K, Decimal], hidden: Mapping[K, str], min_count: int) -> bool:
    closed = [key for key in line.cells if key in hidden]
    if not closed:
        return False
    parts = [values[key] for key in line.parts if key in hidden]
    return len(closed) == 1 or (bool(parts) and sum(parts) < min_count)


def smallest_visible(lines: list[Line[K]], values: Mapping[K, Decimal], hidden: Mapping[K, str]) -> K | None:
    """Parts before totals, non-zero before zero (a zero says nobody is there: it helps only as a last resort)."""
    totals = {line.total for line in lines}
    open_cells = {key for line in lines for key in line.cells if key not in hidden}
    return min(open_cells, key=lambda key: (values[key] == 0, key in totals, values[key], str(key)), default=None)


def determinable(lines: Iterable[Line[K]], hidden: Collection[K]) -> set[K]:
    """Hidden cells whose value follows from the visible ones: those the reduced equations leave alone in a row."""
    columns = {key: number for number, key in enumerate(sorted(hidden, key=str))}
    rows = []
    for line in lines:
        row: dict[int, Fraction] = defaultdict(Fraction)
        for key in line.parts:
            if key in columns:
                row[columns[key]] += 1
        if line.total in columns:
            row[columns[line.total]] -= 1
        if row:
            rows.append(dict(row))
    reduced = reduce_rows(rows)
    alone = {next(iter(row)) for row in reduced if len(row) == 1}
    return {key for key, number in columns.items() if number in alone}


def reduce_rows(rows: list[dict[int, Fraction]]) -> list[dict[int, Fraction]]:
    """Reduced row echelon form of sparse rows, exact."""
    reduced: dict[int, dict[int, Fraction]] = {}
    for source in rows:
        row = dict(source)
        for pivot in [column for column in row if column in reduced]:
            row = minus(row, reduced[pivot], row[pivot])
        if not row:
            continue
        pivot = min(row)
        row = {column: factor / row[pivot] for column, factor in row.items()}
        reduced = {
            other: minus(known, row, known[pivot]) if pivot in known else known for other, known in reduced.items()
        }
        reduced[pivot] = row
    return list(reduced.values())


def minus(row: dict[int, Fraction], other: dict[int, Fraction], factor: Fraction) -> dict[int, Fraction]:
    """row − factor × other, without zeros."""
    result = dict(row)
    for column, value in other.items():
        left = result.get(column, Fraction(0)) - factor * value
        if left:
            result[column] = left
        else:
            result.pop(column, None)
    return result
