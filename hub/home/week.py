"""My week: what waits for a member, gathered from all parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.core.multilingual import MultilingualText
from hub.decisions.queries import actions_due
from hub.decisions.rows import ActionRow
from hub.events.queries.calendar import next_lines
from hub.events.queries.rows import EventLine
from hub.forum.queries.for_home import questions_for_region, region_questions, unread_topics
from hub.forum.queries.rows import TopicRow
from hub.home.queries import regions
from hub.library.queries.cards import RecordCard, latest

SHOWN = 5
EVENTS = 4
OF_REGION = 3


@dataclass(frozen=True, slots=True)
class Week:
    """`regions`: codes of the member's regions; when there is none, what is new in the whole network is shown."""

    regions: Sequence[str]
    region_names: Mapping[str, MultilingualText]
    events: Sequence[EventLine]
    questions: Sequence[TopicRow]
    unread: Sequence[TopicRow]
    actions: Sequence[ActionRow]
    region_topics: Sequence[TopicRow]
    region_practices: Sequence[RecordCard]

    @property
    def is_quiet(self) -> bool:
        """Nothing waits: time for something useful."""
        return not (self.questions or self.unread or self.actions)


def my_week(session: DbSession, reader: Actor) -> Week:
    """At most seven queries. A topic stands once: where it is most pressing."""
    mine = sorted(reader.regions)
    questions = questions_for_region(session, reader, mine, SHOWN)
    unread = _without(unread_topics(session, reader, SHOWN + len(questions)), questions)[:SHOWN]
    of_region = region_questions(session, reader, mine, OF_REGION + 2 * SHOWN)
    return Week(
        regions=mine,
        region_names={line.code: line.name for line in regions(session)},
        events=next_lines(session, reader, clock.utcnow(), EVENTS),
        questions=questions,
        unread=unread,
        actions=actions_due(session, reader, SHOWN),
        region_topics=_without(of_region, [*questions, *unread])[:OF_REGION],
        region_practices=latest(session, reader, current_language().code, OF_REGION, mine),
    )


def _without(topics: Sequence[TopicRow], shown: Sequence[TopicRow]) -> Sequence[TopicRow]:
    ids = {topic.id for topic in shown}
    return [topic for topic in topics if topic.id not in ids]
