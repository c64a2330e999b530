"""The map of the twelve regions: each is a link to its page, those that the founding project named are set apart."""

from collections.abc import Sequence

from markupsafe import Markup

from hub.core.locale import current_language, gettext
from hub.home.queries import RegionLine
from hub.web.charts import region_map


def network_map(regions: Sequence[RegionLine], highlighted: frozenset[str] | None = None) -> Markup:
    """The map as a piece of a page; `highlighted` replaces the founding regions."""
    if highlighted is None:
        highlighted = frozenset(region.code for region in regions if region.is_pilot)
    return region_map(
        None,
        links={region.code: region.address for region in regions},
        names={region.code: str(region.name) for region in regions},
        title=gettext("The twelve regions of Morocco"),
        description=gettext("Schematic map: each region leads to its page."),
        language=current_language().code,
        highlighted=highlighted,
        key="network-map",
    )
