"""Nothing hidden can be worked out from what is shown."""

from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.indicators.suppression import Cell, Line, Thresholds, determinable, is_small, suppressed

Key = tuple[str, str]


def table(rows: list[list[int]]) -> tuple[dict[Key, Cell], list[Line[Key]]]:
    """A table of counts with its row totals, column totals and grand total."""
    names = [f"r{number}" for number in range(len(rows))]
    columns = [f"c{number}" for number in range(len(rows[0]))]
    values = {(name, column): rows[i][j] for (i, name), (j, column) in product(enumerate(names), enumerate(columns))}
    for name in names:
        values[name, "all"] = sum(values[name, column] for column in columns)
    for column in (*columns, "all"):
        values["all", column] = sum(values[name, column] for name in names)
    cells = {key: Cell(Decimal(value), is_count=True) for key, value in values.items()}
    lines = [Line((name, "all"), tuple((name, column) for column in columns)) for name in (*names, "all")]
    lines += [Line(("all", column), tuple((name, column) for name in names)) for column in (*columns, "all")]
    return cells, lines


counts = st.integers(0, 30) | st.integers(0, 6)
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(tables)
@settings(max_examples=400, deadline=None)
def test_no_hidden_cell_follows_from_the_margins(rows: list[list[int]]) -> None:
    cells, lines = table(rows)
    hidden = suppressed(cells, lines)
    assert all(key in hidden for key, cell in cells.items() if 0 < cell.value < 5)
    assert not determinable(lines, hidden)


@given(tables)
@settings(max_examples=200, deadline=None)
def test_no_line_tells_that_its_hidden_parts_are_few_people(rows: list[list[int]]) -> None:
    cells, lines = table(rows)
    hidden = suppressed(cells, lines)
    for line in lines:
        parts = [cells[key].value for key in line.parts if key in hidden]
        everything = len([key for key in line.cells if key in hidden]) == len(line.cells)
        assert not parts or sum(parts) >= 5 or everything


@given(tables)
@settings(max_examples=100, deadline=None)
def test_a_table_without_small_counts_stays_whole(rows: list[list[int]]) -> None:
    cells, lines = table([[value * 5 for value in row] for row in rows])
    assert suppressed(cells, lines) == {}


def test_one_small_count_takes_the_smallest_other_cells_with_it() -> None:
    cells, lines = table([[3, 20, 40], [50, 60, 70], [80, 10, 90]])
    hidden = suppressed(cells, lines)
    assert [key for key, why in hidden.items() if why == "primary"] == [("r0", "c0")]
    assert ("r0", "c1") in hidden
    assert ("r1", "c0") in hidden
    assert all("all" not in key for key in hidden)


def test_two_loops_joined_by_one_cell_do_not_expose_it() -> None:
    """Each line has two hidden cells or more, and yet the joining cell would follow from the sums of one loop."""
    rows = [[9] * 6 for _ in range(6)]
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1), (3, 3), (3, 4), (4, 3), (4, 4), (1, 3)):
        rows[row][column] = 4
    cells, lines = table(rows)
    by_lines_alone = {key for key, cell in cells.items() if is_small(cell)}
    assert determinable(lines, by_lines_alone) == {("r1", "c3")}
    assert not determinable(lines, suppressed(cells, lines))


def test_rates_hide_with_a_small_denominator_or_numerator() -> None:
    def rate(numerator: int | None, denominator: int | None) -> Cell:
        return Cell(
            Decimal("12.5"),
            is_count=False,
            numerator=None if numerator is None else Decimal(numerator),
            denominator=None if denominator is None else Decimal(denominator),
        )

    assert is_small(rate(20, 29))
    assert is_small(rate(4, 400))
    assert not is_small(rate(0, 400))
    assert not is_small(rate(5, 30))
    assert not is_small(rate(None, None))


def test_thresholds_are_settings() -> None:
    cells, lines = table([[7, 20], [30, 40]])
    assert suppressed(cells, lines) == {}
    assert ("r0", "c0") in suppressed(cells, lines, Thresholds(min_count=10))
