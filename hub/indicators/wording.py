"""Words of the board, in the reader's language."""

from collections.abc import Mapping

from hub.core.locale import LazyString, lazy_gettext
from hub.indicators.comparability import Refusal

AREA_NAMES: Mapping[str, LazyString] = {
    "total": lazy_gettext("Urban and rural"),
    "urban": lazy_gettext("Urban"),
    "rural": lazy_gettext("Rural"),
}
SEX_NAMES: Mapping[str, LazyString] = {
    "all": lazy_gettext("Women and men"),
    "f": lazy_gettext("Women"),
    "m": lazy_gettext("Men"),
}
VIEW_NAMES: Mapping[str, LazyString] = {
    "table": lazy_gettext("Table"),
    "dots": lazy_gettext("Dot plot"),
    "trend": lazy_gettext("Trend"),
    "map": lazy_gettext("Map"),
}
STATUS_NAMES: Mapping[str, LazyString] = {
    "P": lazy_gettext("Provisional"),
    "E": lazy_gettext("Estimated"),
    "B": lazy_gettext("Break in series"),
    "U": lazy_gettext("Low reliability"),
    "Q": lazy_gettext("Suppressed (small count)"),
    "M": lazy_gettext("Missing"),
    "L": lazy_gettext("Not collected"),
    "Z": lazy_gettext("Not applicable"),
}
STATUS_MEANINGS: Mapping[str, LazyString] = {
    "P": lazy_gettext("the source may still revise this value"),
    "E": lazy_gettext("an order of magnitude, not a count"),
    "B": lazy_gettext("not comparable with the period before"),
    "U": lazy_gettext("contradicted by another source or unverified: use with care"),
    "Q": lazy_gettext("hidden so that nobody can be recognised"),
    "M": lazy_gettext("the source gives no value here"),
    "L": lazy_gettext("nobody collects this value yet"),
    "Z": lazy_gettext("the question makes no sense here"),
}
NOT_COMPARABLE = lazy_gettext("Not comparable")
DIRECTION_NAMES: Mapping[str, LazyString] = {
    "higher": lazy_gettext("Higher is better"),
    "lower": lazy_gettext("Lower is better"),
    "neutral": lazy_gettext("Context: neither good nor bad"),
}
TIER_NAMES: Mapping[str, LazyString] = {
    "A": lazy_gettext("Published or held by the region: available now"),
    "B": lazy_gettext("Held by an administration: an exchange agreement is needed"),
    "C": lazy_gettext("A new collection or survey is needed"),
}
SCALE_NAMES: Mapping[str, LazyString] = {
    "quantitatif": lazy_gettext("Quantitative"),
    "échelle": lazy_gettext("Graded scale"),
}
RANK_REFUSALS: Mapping[Refusal, LazyString] = {
    Refusal.NOT_RANKABLE: lazy_gettext(
        "Regions are not ranked on this indicator: it describes a context, governance or a sensitive subject."
    ),
    Refusal.SEVERAL_BASES: lazy_gettext("Regions are not ranked here: their values stand on different bases."),
    Refusal.PERIOD: lazy_gettext("Regions are not ranked here: their values are of different periods."),
    Refusal.STATUS: lazy_gettext("Regions are not ranked here: some values are unreliable."),
    Refusal.TOO_FEW: lazy_gettext("Regions are not ranked here: fewer than two have a value."),
}
GAP_REFUSALS: Mapping[Refusal, LazyString] = {
    Refusal.BASE: lazy_gettext("different base"),
    Refusal.PERIOD: lazy_gettext("different period"),
    Refusal.STATUS: lazy_gettext("unreliable value"),
}

CSV_COLUMNS: Mapping[str, LazyString] = {
    "indicator": lazy_gettext("code of the indicator"),
    "indicator_name": lazy_gettext("its name, in the language of the page"),
    "territory_code": lazy_gettext("MA, 01 to 12, or the code of a city; empty for a category"),
    "territory": lazy_gettext("name of the territory or of the category"),
    "period": lazy_gettext("period as SDMX writes it: 2024, 2021-10, 2014-01-01/P4Y"),
    "area": lazy_gettext("total, urban or rural"),
    "sex": lazy_gettext("all, f or m"),
    "breakdown": lazy_gettext("code of the category; empty for the total"),
    "value": lazy_gettext("number with a decimal point; empty when there is none, and the status says why"),
    "unit": lazy_gettext("unit of the value"),
    "base": lazy_gettext("who was counted, in which operation"),
    "status": lazy_gettext(
        "A normal, P provisional, E estimated, B break, U unreliable, Q suppressed, M missing, L not collected, Z not applicable"
    ),
    "gap_to_national": lazy_gettext("difference to the national value of the same period and base"),
    "change": lazy_gettext("difference to the first period of the same base, beside the later value"),
    "rank": lazy_gettext("rank, when it was asked for and makes sense"),
    "sources": lazy_gettext("sources and remarks, in French"),
}
