"""One region's page: its team, partners, practices, events, questions and key figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.decisions.queries import open_actions_of_region
from hub.decisions.rows import ActionRow
from hub.events.queries.calendar import of_region
from hub.events.queries.rows import EventLine
from hub.forum.queries.for_home import region_questions
from hub.forum.queries.rows import TopicRow
from hub.home.network_map import network_map
from hub.home.queries import Partner, TeamMember, partners, regions, team
from hub.home.queries import region as region_by_code
from hub.indicators.profile import KeyFigure, region_profile
from hub.library.queries.cards import RecordCard, latest
from hub.network.models import Region

SHOWN = 5


@dataclass(frozen=True, slots=True)
class RegionPage:
    region: Region
    map: Markup
    team: Sequence[TeamMember]
    partners: Sequence[Partner]
    practices: Sequence[RecordCard]
    events: Sequence[EventLine]
    questions: Sequence[TopicRow]
    figures: Sequence[KeyFigure]
    actions: Sequence[ActionRow]


def region_page(session: DbSession, reader: Actor, code: str) -> RegionPage:
    """Raises NotFound."""
    found = region_by_code(session, code)
    language = current_language().code
    profile = region_profile(session, reader, code, language)
    return RegionPage(
        region=found,
        map=network_map(regions(session), frozenset({code})),
        team=team(session, reader, code),
        partners=partners(session, code),
        practices=latest(session, reader, language, SHOWN, [code]),
        events=of_region(session, reader, code, clock.utcnow(), SHOWN),
        questions=region_questions(session, reader, [code], SHOWN),
        figures=[figure for figure in profile.figures if figure.shown],
        actions=open_actions_of_region(session, reader, code, SHOWN),
    )
