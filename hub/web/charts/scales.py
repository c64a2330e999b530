"""From values to positions."""

from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

NICE_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Linear: `low` falls on `start`, `high` on `end` (which may be smaller: a mirrored axis)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float | Decimal) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def nice_ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values that cover low…high, at most `wanted` + 2 of them; the first and last are the axis' ends."""
    if high <= low:
        spread = abs(low) * 0.1 or 1.0
        low, high = low - spread, high + spread
    raw = (high - low) / wanted
    power = 10.0 ** floor(log10(raw))
    step = next(nice * power for nice in NICE_STEPS if nice * power >= raw * 0.999)
    first = floor(low / step + 1e-9)
    ticks = [first * step]
    while ticks[-1] < high - step * 1e-9:
        ticks.append((first + len(ticks)) * step)
    return [float(f"{tick:.10g}") for tick in ticks]


def tick_decimals(ticks: list[float]) -> int:
    """Fewest decimals that still tell the ticks apart."""
    return max((len(f"{tick:.10g}".partition(".")[2]) for tick in ticks), default=0)


def axis_bounds(values: list[float], from_zero: bool) -> tuple[float, float]:
    """`from_zero` for counts and shares near zero, so that lengths stay honest."""
    low, high = min(values), max(values)
    if from_zero and low > 0 and (low < 0.6 * high or high == low):
        low = 0.0
    return low, high
