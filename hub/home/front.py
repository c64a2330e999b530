"""What a visitor sees first: what the network publishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hub.core import clock
from hub.core.access import VISITOR
from hub.core.db import DbSession
from hub.core.multilingual import MultilingualText
from hub.events.queries.calendar import next_lines
from hub.events.queries.rows import EventLine
from hub.home.network_map import network_map
from hub.home.queries import RegionLine, regions
from hub.indicators.profile import KeyFigure, national_figures
from hub.library.queries.cards import RecordCard, latest

PRACTICES = 3
EVENTS = 4


@dataclass(frozen=True, slots=True)
class FrontPage:
    regions: Sequence[RegionLine]
    map: Markup
    practices: Sequence[RecordCard]
    events: Sequence[EventLine]
    figures: Sequence[KeyFigure]

    @property
    def names(self) -> Mapping[str, MultilingualText]:
        """Region names by code."""
        return {region.code: region.name for region in self.regions}


def front_page(session: DbSession, language: str) -> FrontPage:
    """Five queries, however much there is of anything."""
    found = regions(session)
    return FrontPage(
        regions=found,
        map=network_map(found),
        practices=latest(session, VISITOR, language, PRACTICES),
        events=next_lines(session, VISITOR, clock.utcnow(), EVENTS),
        figures=[figure for figure in national_figures(session, VISITOR, language).figures if figure.shown],
    )
