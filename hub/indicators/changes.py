"""Change between the first and the last period, only ever within one family of bases."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hub.indicators.cells import BoardCell
from hub.indicators.codelists import base_family
from hub.indicators.comparability import BREAK, Refusal, change_refusal
from hub.web.charts import format_number


@dataclass(frozen=True)
class Change:
    """`difference` between `earlier` and `later` (their SDMX periods; `base` is the later one's), or the refusal."""

    difference: Decimal | None
    shown: str
    earlier: str = ""
    later: str = ""
    base: str = ""
    refusal: Refusal | None = None


def change_of(cells: Sequence[BoardCell], language: str) -> Change:
    """Over the longest stretch of one family. Cells come oldest first."""
    known = [cell for cell in cells if cell.value is not None]
    if len(known) < 2:
        return Change(None, "", refusal=Refusal.MISSING)
    families: dict[str | None, list[BoardCell]] = defaultdict(list)
    for cell in known:
        families[base_family(cell.base)].append(cell)
    stretches = [
        stretch
        for family, stretch in families.items()
        if family is not None and stretch[0].period != stretch[-1].period
    ]
    if not stretches:
        return Change(None, "", refusal=Refusal.BASE)
    stretch = max(stretches, key=lambda cells: (cells[-1].period, len(cells)))
    earlier, later = stretch[0], stretch[-1]
    is_broken = any(cell.status == BREAK for cell in stretch[1:])
    refusal = Refusal.STATUS if is_broken else change_refusal(earlier.measured, later.measured)
    if refusal is not None or earlier.value is None or later.value is None:
        return Change(None, "", refusal=refusal or Refusal.MISSING)
    difference = later.value - earlier.value
    return Change(
        difference, format_number(difference, language, signed=True), earlier.period, later.period, later.base
    )
