"""One cell of the board: a value with everything that must be said beside it, or the kind of its absence."""

from dataclasses import dataclass
from decimal import Decimal

from hub.indicators.catalogue import Indicator
from hub.indicators.comparability import Measured, Refusal
from hub.indicators.queries import Value
from hub.web.charts import format_number

MISSING, NOT_COLLECTED, SUPPRESSED = "M", "L", "Q"
WITHOUT_VALUE = frozenset({"Q", "M", "L", "Z"})
DIFFERENCE_MEASURES = frozenset({"rate", "mean", "gap"})


@dataclass(frozen=True)
class BoardCell:
    """`shown` is empty when there is no value: then `status` says why. `gap` is a difference to the national value, or
    why there is none; None where the question does not arise. `notes` are the numbers of its footnotes, `marks` those that
    are not already said in the column's head."""

    value: Decimal | None
    shown: str
    status: str
    period: str
    base: str
    notes: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()
    gap: Decimal | Refusal | None = None
    gap_shown: str = ""

    @property
    def measured(self) -> Measured:
        return Measured(self.value, self.period, self.base, self.status)

    @property
    def is_absent(self) -> bool:
        return self.value is None

    @property
    def has_gap_value(self) -> bool:
        return isinstance(self.gap, Decimal)

    @property
    def flag(self) -> str:
        """A status to be printed beside a value that is there."""
        return self.status if self.value is not None and self.status != "A" else ""


def shown_value(value: Decimal, indicator: Indicator, decimals: int, language: str) -> str:
    """The number alone, or with its sign of percentage; other units stand in the table's head."""
    number = format_number(value, language, indicator.decimals if indicator.decimals is not None else decimals)
    if indicator.unit.code != "percent":
        return number
    return f"{number}\u00a0%" if language == "fr" else f"{number}%"


def filled_cell(value: Value, indicator: Indicator, decimals: int, language: str, notes: tuple[int, ...]) -> BoardCell:
    number = value.value
    status = MISSING if number is None and value.status not in WITHOUT_VALUE else value.status
    shown = "" if number is None else shown_value(number, indicator, decimals, language)
    return BoardCell(number, shown, status, value.period, value.base, notes)


def empty_cell(indicator: Indicator, period: str, base: str) -> BoardCell:
    """No observation. A sheet of tier C that nobody collects yet is told apart from a value that a source left out."""
    is_uncollected = indicator.sheet is not None and indicator.sheet.data_tier == "C"
    return BoardCell(None, "", NOT_COLLECTED if is_uncollected else MISSING, period, base)
