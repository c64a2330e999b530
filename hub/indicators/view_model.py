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
TERRITORIES, CATEGORIES, PLACES = "territories", "categories", "places"


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
    """`geo` is empty for a category, whose code is `breakdown`. `cells` follow the series of its block."""

    geo: str
    label: str
    cells: tuple[BoardCell, ...]
    is_national: bool = False
    change: Change | None = None
    rank: int | None = None
    breakdown: str = ""

    @property
    def is_absent(self) -> bool:
        return all(cell.is_absent for cell in self.cells)


@dataclass(frozen=True)
class Block:
    """A table: the territories, the categories of the whole country, or cities and prefectures."""

    kind: str
    series: tuple[Series, ...]
    rows: tuple[BoardRow, ...]
    has_ranks: bool = False

    @property
    def national(self) -> BoardRow | None:
        return next((row for row in self.rows if row.is_national), None)

    @property
    def regions(self) -> tuple[BoardRow, ...]:
        return tuple(row for row in self.rows if not row.is_national)

    @property
    def has_changes(self) -> bool:
        return any(row.change for row in self.rows)


@dataclass(frozen=True)
class Board:
    """`territories` is None for an indicator that only has categories or cities."""

    indicator: Indicator
    state: BoardState
    language: str
    region_names: Mapping[str, str]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    remarks: tuple[str, ...]

    @property
    def territories(self) -> Block | None:
        return next((block for block in self.blocks if block.kind == TERRITORIES), None)

    @property
    def cells(self) -> list[BoardCell]:
        return [cell for block in self.blocks for row in block.rows for cell in row.cells]

    @property
    def statuses(self) -> list[str]:
        """Statuses that need a legend."""
        return sorted({cell.status for cell in self.cells} - {"A"})

    @property
    def is_empty(self) -> bool:
        return all(cell.is_absent for cell in self.cells)


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
