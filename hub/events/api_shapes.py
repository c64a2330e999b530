"""What programs read and write of events, and how it becomes a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

from hub.core.clock import CASABLANCA_NAME
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.events.draft import DESCRIPTION_LIMIT, MAX_CAPACITY, EventDraft
from hub.events.models import AgendaStatus, Event, EventFormat, EventKind, EventStatus
from hub.events.recurrence import Rule, UnreadableRule
from hub.events.schedule import Schedule
from hub.web.api import Limits, Texts

Code = Annotated[str, Limits(longest=16)]
Line = Annotated[str, Limits(longest=300)]
Languages = Annotated[str, Limits(choices=("fr", "ar", "en"))]
EXAMPLE_RULE = "FREQ=WEEKLY;BYDAY=MO;COUNT=6"


@dataclass(frozen=True, slots=True)
class EventItem:
    """One date of an event. `starts_at`: the moment; days and hours are wall time in `zone`, hours null for whole days."""

    id: int
    title: Texts
    kind: EventKind
    status: EventStatus
    first_day: date
    last_day: date
    start_time: time | None
    end_time: time | None
    starts_at: datetime
    zone: str
    format: EventFormat
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class EventSheet:
    """`rule`: an RRULE (RFC 5545) or empty. `call_link`: for signed-in readers. `own_status`: of the token's person's
    registration, empty when there is none. `version`: what a change must name."""

    id: int
    version: int
    title: Texts
    language: str
    kind: EventKind
    status: EventStatus
    cancel_reason: str
    audience: str
    description_html: str
    first_day: date | None
    last_day: date | None
    start_time: time | None
    end_time: time | None
    zone: str
    date_note: str
    rule: str
    format: EventFormat
    place: str
    call_link: str
    organisers: Sequence[str]
    regions: Sequence[str]
    themes: Sequence[str]
    takes_registrations: bool
    capacity: int | None
    registered_count: int
    waiting_count: int
    own_status: str
    updated_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """`minutes`: length, 0 when not said. `starts`: planned hour, where the lengths before it give one."""

    id: int
    status: AgendaStatus
    title: str
    language: str
    notes_html: str
    minutes: int
    presenter: str
    region: str | None
    starts: time | None


@dataclass(frozen=True, slots=True)
class OwnRegistration:
    """`rank`: place on the waiting list, 0 for who has a seat."""

    status: str
    rank: int


@dataclass(frozen=True, slots=True)
class NewEvent:
    """`description`: Markdown in `language`. `zone`: an IANA name. Without `publish` it is a draft, for its author and the
    organisers alone."""

    kind: EventKind
    title: Texts
    first_day: date
    language: Languages = "fr"
    description: Annotated[str, Limits(longest=DESCRIPTION_LIMIT)] = ""
    last_day: date | None = None
    start_time: time | None = None
    end_time: time | None = None
    zone: Annotated[str, Limits(longest=64)] = CASABLANCA_NAME
    rule: Annotated[str, Limits(longest=120)] = ""
    format: EventFormat = EventFormat.IN_PERSON
    place: Line = ""
    call_link: Annotated[str, Limits(longest=500)] = ""
    audience: Annotated[str, Limits(longest=40)] = "members"
    organisers: Sequence[Annotated[str, Limits(longest=200)]] = ()
    regions: Sequence[Code] = ()
    themes: Sequence[Code] = ()
    takes_registrations: bool = False
    capacity: Annotated[int, Limits(least=1, most=MAX_CAPACITY)] | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    publish: bool = False


@dataclass(frozen=True, slots=True)
class EventChange:
    """Fields that are not sent stay as they are. `version`: the one that was read; another answers 409."""

    version: int
    kind: EventKind | None = None
    title: Texts | None = None
    first_day: date | None = None
    language: Languages | None = None
    description: Annotated[str, Limits(longest=DESCRIPTION_LIMIT)] | None = None
    last_day: date | None = None
    start_time: time | None = None
    end_time: time | None = None
    zone: Annotated[str, Limits(longest=64)] | None = None
    rule: Annotated[str, Limits(longest=120)] | None = None
    format: EventFormat | None = None
    place: Line | None = None
    call_link: Annotated[str, Limits(longest=500)] | None = None
    audience: Annotated[str, Limits(longest=40)] | None = None
    organisers: Sequence[Annotated[str, Limits(longest=200)]] | None = None
    regions: Sequence[Code] | None = None
    themes: Sequence[Code] | None = None
    takes_registrations: bool | None = None
    capacity: Annotated[int, Limits(least=1, most=MAX_CAPACITY)] | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    publish: bool = False


@dataclass(frozen=True, slots=True)
class NewAgendaItem:
    """`notes`: Markdown. `region`: code of the region that proposes it."""

    title: Line
    language: Languages = "fr"
    notes: Annotated[str, Limits(longest=5_000)] = ""
    minutes: Annotated[int, Limits(least=0, most=1440)] = 0
    presenter: Annotated[str, Limits(longest=200)] = ""
    region: Code | None = None


def as_new(event: Event) -> NewEvent:
    """An event as it could have been sent."""
    return NewEvent(
        kind=EventKind(event.kind),
        title=Texts.of(event.title),
        first_day=event.first_day,  # type: ignore[arg-type]  # None only where the date is not known
        language=event.language,
        description=event.description,
        last_day=event.last_day,
        start_time=event.start_time,
        end_time=event.end_time,
        zone=event.zone,
        rule=event.rule_text,
        format=EventFormat(event.format),
        place=event.place,
        call_link=event.call_link,
        audience=event.audience,
        organisers=tuple(event.organisers),
        regions=tuple(sorted(event.region_codes)),
        themes=tuple(theme.code for theme in event.themes),
        takes_registrations=event.takes_registrations,
        capacity=event.capacity,
        opens_at=event.opens_at,
        closes_at=event.closes_at,
    )


def to_draft(sent: NewEvent, event: Event | None = None) -> EventDraft:
    """`event`: the one that changes, for what programs do not write. Raises Invalid (rule)."""
    schedule = (
        Schedule(sent.first_day, sent.last_day or sent.first_day, sent.start_time, sent.end_time, sent.zone)
        if sent.first_day
        else None
    )
    return EventDraft(
        kind=sent.kind.value,
        title=sent.title.multilingual(),
        language=sent.language,
        description=sent.description,
        schedule=schedule,
        rule=_rule(sent.rule),
        format=sent.format.value,
        place=sent.place,
        call_link=sent.call_link,
        audience=sent.audience,
        organisers=tuple(sent.organisers),
        regions=frozenset(sent.regions),
        themes=frozenset(sent.themes),
        series_id=event.series_id if event else None,
        takes_registrations=sent.takes_registrations,
        capacity=sent.capacity,
        opens_at=sent.opens_at,
        closes_at=sent.closes_at,
        publish=sent.publish,
        sources=tuple(event.sources) if event else (),
        date_note=event.date_note if event else "",
        is_illustrative=event.is_illustrative if event else False,
    )


def _rule(text: str) -> Rule | None:
    try:
        rule = Rule.parse(text) if text else None
    except UnreadableRule as error:
        raise Invalid({"rule": gettext("Give an RRULE such as %(example)s.", example=EXAMPLE_RULE)}) from error
    if rule and (rule.interval < 1 or (rule.count is not None and rule.count < 1)):
        raise Invalid({"rule": gettext("Give an RRULE such as %(example)s.", example=EXAMPLE_RULE)})
    return rule
