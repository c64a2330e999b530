"""When two values may be subtracted, and when territories may be ranked.

A value belongs to a *base*: who was counted, in which operation. Foreign residents of 2014 are 86,206 in the legal
population and 84,001 in the note of December 2017; a difference between the two measures nothing.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hub.indicators.codelists import base_family


class Refusal(StrEnum):
    """Why a difference or a rank is not given."""

    BASE = "base"
    PERIOD = "period"
    STATUS = "status"
    MISSING = "missing"
    NOT_RANKABLE = "not_rankable"
    SEVERAL_BASES = "several_bases"
    TOO_FEW = "too_few"


UNRELIABLE = "U"
BREAK = "B"


@dataclass(frozen=True)
class Measured:
    """A value with what decides whether it can be compared."""

    value: Decimal | None
    period: str
    base: str
    status: str = "A"


def gap_refusal(value: Measured, reference: Measured | None) -> Refusal | None:
    """Whether `value − reference` may be printed. Same period and same base, both present, neither unreliable."""
    if reference is None or reference.value is None or value.value is None:
        return Refusal.MISSING
    if value.period != reference.period:
        return Refusal.PERIOD
    if value.base != reference.base:
        return Refusal.BASE
    if UNRELIABLE in {value.status, reference.status}:
        return Refusal.STATUS
    return None


def gap(value: Measured, reference: Measured | None) -> Decimal | Refusal:
    """The difference, or why there is none."""
    refusal = gap_refusal(value, reference)
    if refusal is not None or reference is None or reference.value is None or value.value is None:
        return refusal or Refusal.MISSING
    return value.value - reference.value


def change_refusal(earlier: Measured, later: Measured) -> Refusal | None:
    """Whether a line may join two periods: the bases are of one family and the series is not broken in between."""
    if earlier.value is None or later.value is None:
        return Refusal.MISSING
    families = base_family(earlier.base), base_family(later.base)
    if families[0] is None or families[0] != families[1]:
        return Refusal.BASE
    if BREAK in {earlier.status, later.status} or UNRELIABLE in {earlier.status, later.status}:
        return Refusal.STATUS
    return None


def rank_refusal(rankable: bool, values: list[Measured]) -> Refusal | None:
    """Whether territories may be put in order of their values."""
    if not rankable:
        return Refusal.NOT_RANKABLE
    known = [value for value in values if value.value is not None]
    if len({value.base for value in known}) > 1:
        return Refusal.SEVERAL_BASES
    if len({value.period for value in known}) > 1:
        return Refusal.PERIOD
    if any(value.status == UNRELIABLE for value in known):
        return Refusal.STATUS
    return Refusal.TOO_FEW if len(known) < 2 else None
