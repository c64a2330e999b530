"""The map of the twelve regions: each is a link to its page, those that the founding project named are set apart."""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from hub.core.locale import current_language, gettext
from hub.home.queries import RegionLine
from hub.web.charts import region_map


def network_map(regions: Sequence[RegionLine], highlighted: frozenset[str] | None = None) -> Markup:
    """The map as a piece of a page; `highlighted` replaces the founding regions."""
    if highlighted is None:
        highlighted = frozenset(region.code for region in regions if region.is_pilot)
    names = tuple((region.code, str(region.name)) for region in regions)
    return _drawn(current_language().code, names, highlighted)


@lru_cache(maxsize=64)
def _drawn(language: str, names: tuple[tuple[str, str], ...], highlighted: frozenset[str]) -> Markup:
    """Kept: there are three languages and thirteen choices, and the outlines never change."""
    return region_map(
        None,
        links={code: f"/regions/{code}" for code, _ in names},
        names=dict(names),
        title=gettext("The twelve regions of Morocco"),
        description=gettext("Schematic map: each region leads to its page."),
        language=language,
        highlighted=highlighted,
        key="network-map",
    )
