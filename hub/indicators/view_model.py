"""What the board shows, ready to be drawn as a page, a chart or a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from hub.indicators.catalogue import Indicator
from hub.indicators.cells import BoardCell
from hub.indicators.changes import Change
from hub.indicators.queries import Value
from hub.indicators.state import BoardState

SeriesKey = tuple[str, str]


@dataclass(frozen=True)
class Series:
    """Values of one period on one base: a column."""

    period: str
    period_name: str
    base: str
    base_name: str
    base_language: str
    has_gap: bool = False
    notes: tuple[int, ...] = ()

    @property
    def key(self) -> SeriesKey:
        return self.period, self.base


@dataclass(frozen=True)
class Footnote:
    """Where values come from, or what their source says of them (in French, as it was written)."""

    number: int
    text: str
    address: str = ""

    @property
    def host(self) -> str:
        """What a reader sees of a long address."""
        return urlsplit(self.address).netloc.removeprefix("www.")


@dataclass(frozen=True)
class BoardRow:
    """`geo` is empty for a category, whose code is `breakdown`. `cells` follow the board's series."""

    geo: str
    label: str
    cells: tuple[BoardCell, ...]
    is_national: bool = False
    change: Change | None = None
    rank: int | None = None
    breakdown: str = ""


@dataclass(frozen=True)
class Board:
    indicator: Indicator
    state: BoardState
    language: str
    region_names: Mapping[str, str]
    series: tuple[Series, ...]
    national: BoardRow | None
    regions: tuple[BoardRow, ...]
    categories: tuple[BoardRow, ...]
    places: tuple[BoardRow, ...]
    footnotes: tuple[Footnote, ...]
    remarks: tuple[str, ...]
    has_ranks: bool

    @property
    def rows(self) -> tuple[BoardRow, ...]:
        """Every row the page shows, in its order."""
        first = (self.national,) if self.national else ()
        return (*first, *self.regions, *self.categories, *self.places)

    @property
    def has_changes(self) -> bool:
        return any(row.change for row in self.rows)

    @property
    def statuses(self) -> list[str]:
        """Statuses that need a legend."""
        return sorted({cell.status for row in self.rows for cell in row.cells} - {"A"})

    @property
    def is_empty(self) -> bool:
        return all(cell.is_absent for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class Ingredients:
    """What a board is made of."""

    indicator: Indicator
    state: BoardState
    period: str
    values: Sequence[Value]
    region_names: Mapping[str, str]
    nation_name: str
    language: str
