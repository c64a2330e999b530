"""The board: one indicator for the regions. Table, chart, `.csv` and `.svg` are all made from this one view model, so they
show exactly the same."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from hub.core.locale import gettext
from hub.indicators.cells import BoardCell, empty_cell, filled_cell
from hub.indicators.codelists import NATION, base_name, breakdowns, places
from hub.indicators.comparisons import ranked, with_changes, with_gaps
from hub.indicators.footnotes import footnotes_of, marked, number_footnotes, shared_notes
from hub.indicators.periods import parse_period, period_label
from hub.indicators.queries import Value
from hub.indicators.view_model import Board, BoardRow, Footnote, Ingredients, Series, SeriesKey

MakeCells = Callable[[Sequence[Value]], tuple[BoardCell, ...]]


def build_board(given: Ingredients) -> Board:
    """View `trend` sets all periods side by side; the others show `given.period`."""
    footnotes = number_footnotes(given.values)
    columns = series_of(given)
    decimals = {series.key: decimals_of(given.values, series.key) for series in columns}

    def cells_of(values: Sequence[Value]) -> tuple[BoardCell, ...]:
        by_series = {(value.period, value.base): value for value in values}
        return tuple(
            filled_cell(found, given.indicator, decimals[series.key], given.language, footnotes_of(found, footnotes))
            if (found := by_series.get(series.key))
            else empty_cell(given.indicator, series.period, series.base)
            for series in columns
        )

    categories, nearby = other_rows(given, cells_of)
    national, regions = territorial_rows(given, cells_of, is_needed=not (categories or nearby))
    remarks: list[str] = []
    if given.state.view == "trend" and national is not None:
        national, regions = with_changes(given, national, regions, remarks)
    elif national is not None:
        columns, regions = with_gaps(given, columns, national, regions, remarks)
    regions, has_ranks = ranked(given, regions, remarks)
    if given.state.view != "trend" and len({series.base for series in columns}) > 1:
        remarks.append(gettext("Values on different bases stand side by side; no difference is computed between them."))
    return finished(
        Board(
            indicator=given.indicator,
            state=given.state,
            language=given.language,
            region_names=given.region_names,
            series=columns,
            national=national,
            regions=regions,
            categories=categories,
            places=nearby,
            footnotes=tuple(Footnote(number, *text) for text, number in footnotes.items()),
            remarks=tuple(remarks),
            has_ranks=has_ranks,
        )
    )


def finished(board: Board) -> Board:
    """With the footnotes of a whole column moved into its head."""
    columns = tuple(
        replace(series, notes=shared_notes([row.cells[number] for row in board.rows]))
        for number, series in enumerate(board.series)
    )
    return replace(
        board,
        series=columns,
        national=marked(board.national, columns) if board.national else None,
        regions=tuple(marked(row, columns) for row in board.regions),
        categories=tuple(marked(row, columns) for row in board.categories),
        places=tuple(marked(row, columns) for row in board.places),
    )


def territorial_rows(
    given: Ingredients, cells_of: MakeCells, is_needed: bool
) -> tuple[BoardRow | None, tuple[BoardRow, ...]]:
    """The nation and the regions; none of them when the indicator only has categories or cities (`is_needed` false)."""
    by_geo: dict[str, list[Value]] = {code: [] for code in (NATION, *given.region_names)}
    for value in given.values:
        if value.breakdown == given.state.breakdown and value.geo in by_geo:
            by_geo[value.geo].append(value)
    if not is_needed and not any(by_geo.values()):
        return None, ()
    wanted = given.state.regions or tuple(given.region_names)
    return (
        BoardRow(NATION, given.nation_name, cells_of(by_geo[NATION]), is_national=True),
        tuple(BoardRow(code, given.region_names[code], cells_of(by_geo[code])) for code in wanted),
    )


def series_of(given: Ingredients) -> tuple[Series, ...]:
    """Columns: over time in the order of time, else the base that covers most regions first."""
    keys = list(dict.fromkeys((value.period, value.base) for value in given.values)) or [(given.period, "")]
    if given.state.view != "trend":
        regional = Counter((value.period, value.base) for value in given.values if value.geo in given.region_names)
        keys.sort(key=lambda key: -regional[key])
    return tuple(
        Series(
            period,
            period_label(parse_period(period), given.language) if period else "",
            base,
            *base_name(base, given.language),
        )
        for period, base in keys
    )


def decimals_of(values: Sequence[Value], key: SeriesKey) -> int:
    """A column is printed as precisely as its most precise value."""
    return max((value.decimals for value in values if (value.period, value.base) == key), default=0)


def other_rows(given: Ingredients, cells_of: MakeCells) -> tuple[tuple[BoardRow, ...], tuple[BoardRow, ...]]:
    """Rows beside the regions: categories of the whole country, then cities and prefectures."""
    ordered = list(breakdowns())
    by_category: dict[str, list[Value]] = {}
    by_place: dict[tuple[str, str], list[Value]] = {}
    for value in given.values:
        if value.geo == NATION and value.breakdown and not given.state.breakdown:
            by_category.setdefault(value.breakdown, []).append(value)
        if value.geo in places() and (not given.state.regions or places()[value.geo].region in given.state.regions):
            by_place.setdefault((value.geo, value.breakdown), []).append(value)
    categories = tuple(
        BoardRow("", category_name(code, given.language), cells_of(by_category[code]), breakdown=code)
        for code in sorted(by_category, key=lambda code: ordered.index(code) if code in ordered else len(ordered))
    )
    nearby = tuple(
        BoardRow(geo, place_name(geo, category, given.language), cells_of(found), breakdown=category)
        for (geo, category), found in sorted(by_place.items())
    )
    return categories, nearby


def category_name(code: str, language: str) -> str:
    known = breakdowns().get(code)
    return known.names[language] if known else code


def place_name(geo: str, category: str, language: str) -> str:
    name = places()[geo].names[language]
    return f"{name} ({category_name(category, language)})" if category else name
