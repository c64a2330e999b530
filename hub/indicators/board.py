"""The board: one indicator for the regions. Table, chart, `.csv` and `.svg` are all made from this one view model, so they
show exactly the same."""

from collections.abc import Callable, Sequence

from hub.core.locale import gettext
from hub.indicators.cells import BoardCell, empty_cell, filled_cell
from hub.indicators.codelists import NATION, base_name, breakdowns, places
from hub.indicators.comparisons import ranked, with_changes, with_gaps
from hub.indicators.footnotes import footnotes_of, number_footnotes
from hub.indicators.periods import parse_period, period_label
from hub.indicators.queries import Value
from hub.indicators.view_model import Board, BoardRow, Footnote, Ingredients, Series, SeriesKey

MakeCells = Callable[[Sequence[Value]], tuple[BoardCell, ...]]


def build_board(given: Ingredients) -> Board:
    """`given.period` empty: all periods side by side (the trend)."""
    over_time = not given.period
    footnotes = number_footnotes(given.values)
    main = [value for value in given.values if value.breakdown == given.state.breakdown]
    territorial = [value for value in main if value.geo_level in {"national", "region"}]
    columns = series_of(given, over_time)
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
    shows_territories = bool(territorial) or not (categories or nearby)
    national: BoardRow | None = None
    regions: tuple[BoardRow, ...] = ()
    if shows_territories:
        by_geo = {code: [value for value in territorial if value.geo == code] for code in (NATION, *given.region_names)}
        national = BoardRow(NATION, given.nation_name, cells_of(by_geo[NATION]), is_national=True)
        wanted = given.state.regions or tuple(given.region_names)
        regions = tuple(BoardRow(code, given.region_names[code], cells_of(by_geo[code])) for code in wanted)
    remarks: list[str] = []
    if not over_time and national is not None:
        columns, regions = with_gaps(given, columns, national, regions, remarks)
    if over_time and national is not None:
        national, regions = with_changes(given, national, regions, remarks)
    regions, has_ranks = ranked(given, regions, remarks)
    if len({series.base for series in columns}) > 1 and not over_time:
        remarks.append(
            gettext(
                "These values stand on different bases: they are shown side by side, and no difference is computed."
            )
        )
    return Board(
        indicator=given.indicator,
        state=given.state,
        language=given.language,
        series=columns,
        national=national,
        regions=regions,
        categories=categories,
        places=nearby,
        footnotes=tuple(Footnote(number, *text) for text, number in footnotes.items()),
        remarks=tuple(remarks),
        has_ranks=has_ranks,
        has_changes=any(row.change for row in ((national,) if national else ()) + regions),
    )


def series_of(given: Ingredients, over_time: bool) -> tuple[Series, ...]:
    keys = dict.fromkeys((value.period, value.base) for value in given.values)
    if not keys:
        keys = dict.fromkeys([(given.period, "")] if not over_time else [])
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
        BoardRow("", category_name(code, given.language), cells_of(by_category[code]))
        for code in sorted(by_category, key=lambda code: ordered.index(code) if code in ordered else len(ordered))
    )
    nearby = tuple(
        BoardRow(geo, place_name(geo, category, given.language), cells_of(found))
        for (geo, category), found in sorted(by_place.items())
    )
    return categories, nearby


def category_name(code: str, language: str) -> str:
    known = breakdowns().get(code)
    return known.names[language] if known else code


def place_name(geo: str, category: str, language: str) -> str:
    name = places()[geo].names[language]
    return f"{name} ({category_name(category, language)})" if category else name
