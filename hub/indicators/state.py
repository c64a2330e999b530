"""What the board shows, as its address says it: `?period=2024&regions=01,02&area=urban&sex=f&view=dots`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from hub.core.locale import gettext, listed
from hub.indicators.codelists import AREAS, SEXES
from hub.indicators.periods import Period, parse_period
from hub.indicators.queries import Split

VIEWS = ("table", "dots", "trend", "map")
BY_TERRITORY, BY_RANK = "territory", "rank"
SORTS = (BY_TERRITORY, BY_RANK)


@dataclass(frozen=True)
class BoardState:
    """`regions` empty: all twelve. `period` empty: the latest."""

    period: str = ""
    regions: tuple[str, ...] = ()
    area: str = "total"
    sex: str = "all"
    breakdown: str = ""
    sort: str = BY_TERRITORY
    view: str = "table"

    def query(self, **changes: str) -> str:
        """The query of the address, always in the same order, without what is the default anyway."""
        defaults = BoardState()
        said = {
            "period": self.period,
            "regions": ",".join(self.regions),
            "area": self.area if self.area != defaults.area else "",
            "sex": self.sex if self.sex != defaults.sex else "",
            "breakdown": self.breakdown,
            "sort": self.sort if self.sort != defaults.sort else "",
            "view": self.view if self.view != defaults.view else "",
        }
        said.update({name: "" if value == getattr(defaults, name) else value for name, value in changes.items()})
        return urlencode({name: value for name, value in said.items() if value}, safe=",")

    def address(self, path: str, **changes: str) -> str:
        query = self.query(**changes)
        return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Asked:
    """The state asked for; `errors` by field name, when something asked for does not exist. `is_canonical`: written as
    the hub itself writes it (a form without script sends `regions` once for each box)."""

    state: BoardState
    errors: Mapping[str, str] = field(default_factory=dict)
    is_canonical: bool = True


def asked_for(arguments: MultiDict[str, str], existing: Sequence[Split], region_codes: Collection[str]) -> Asked:
    """Reads an address. Unknown codes are errors, never silently something else."""
    errors: dict[str, str] = {}
    regions = [code for value in arguments.getlist("regions") for code in value.split(",") if code]
    if unknown := [code for code in regions if code not in region_codes]:
        errors["regions"] = gettext("There is no region %(codes)s.", codes=listed(unknown)[:40])
    chosen = {
        "area": one_of(arguments, "area", AREAS, errors),
        "sex": one_of(arguments, "sex", SEXES, errors),
        "breakdown": one_of(arguments, "breakdown", ("", *sorted({split.breakdown for split in existing})), errors),
        "sort": one_of(arguments, "sort", SORTS, errors),
        "view": one_of(arguments, "view", VIEWS, errors),
    }
    period = arguments.get("period", "")
    if period and period not in {split.period for split in existing}:
        errors["period"] = gettext("This indicator has no value for the period %(period)s.", period=period[:40])
    state = BoardState(period=period, regions=tuple(code for code in sorted(region_codes) if code in regions), **chosen)
    return Asked(state, errors, is_canonical=len(arguments.getlist("regions")) < 2)


def one_of(arguments: MultiDict[str, str], name: str, allowed: Collection[str], errors: dict[str, str]) -> str:
    """The argument, or the default when it is absent or empty."""
    default = str(getattr(BoardState(), name))
    value = arguments.get(name) or default
    if value not in allowed:
        errors[name] = gettext("“%(value)s” is not one of the choices.", value=value[:40])
        return default
    return value


def periods_of(existing: Sequence[Split]) -> list[Period]:
    """Oldest first."""
    return sorted((parse_period(code) for code in {split.period for split in existing}), key=by_end)


def by_end(period: Period) -> tuple[object, object]:
    return period.end, period.start
