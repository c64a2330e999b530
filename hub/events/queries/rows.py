"""What pages show of events."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from hub.core.multilingual import MultilingualText
from hub.events.models import EventStatus
from hub.events.recurrence import Rule
from hub.events.schedule import Schedule

CANCELLED, DRAFT = EventStatus.CANCELLED.value, EventStatus.DRAFT.value


class EventLine(NamedTuple):
    """One occurrence in a month, a list or an agenda: the columns of `calendar._lines`, in order."""

    event_id: int
    title: MultilingualText
    kind: str
    status: str
    first_day: date
    last_day: date
    start_time: time | None
    end_time: time | None
    starts_at: datetime
    zone: str
    place: str
    format: str
    is_illustrative: bool

    @property
    def address(self) -> str:
        return f"/events/{self.event_id}"

    @property
    def is_cancelled(self) -> bool:
        return self.status == CANCELLED

    @property
    def is_draft(self) -> bool:
        return self.status == DRAFT

    @property
    def start(self) -> str:
        """`10:00`; "" for a whole day."""
        return f"{self.start_time:%H:%M}" if self.start_time else ""

    @property
    def schedule(self) -> Schedule:
        return Schedule(self.first_day, self.last_day, self.start_time, self.end_time, self.zone)


@dataclass(frozen=True, slots=True)
class UndatedLine:
    """An event whose date is not known; `date_note` says what is."""

    event_id: int
    title: MultilingualText
    kind: str
    place: str
    date_note: str
    language: str

    @property
    def address(self) -> str:
        return f"/events/{self.event_id}"


@dataclass(frozen=True, slots=True)
class Named:
    """A region or a theme."""

    code: str
    name: MultilingualText


@dataclass(frozen=True)
class EventView:
    """Everything of an event's own that its page shows. `own_status` and `own_answered_by`: of the reader's
    registration, or ""."""

    id: int
    uid: str
    version: int
    sequence: int
    kind: str
    status: str
    cancel_reason: str
    audience: str
    title: MultilingualText
    language: str
    description_html: str
    description_text: str
    first_day: date | None
    last_day: date | None
    start_time: time | None
    end_time: time | None
    zone: str
    date_note: str
    rule_text: str
    format: str
    place: str
    call_link: str
    organisers: list[str]
    sources: list[str]
    is_illustrative: bool
    series_id: int | None
    series_title: MultilingualText | None
    takes_registrations: bool
    capacity: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    registered_count: int
    waiting_count: int
    created_by_id: int | None
    author: str | None
    updated_at: datetime
    minutes_html: str | None
    minutes_language: str | None
    minutes_published: bool | None
    minutes_version: int | None
    minutes_updated_at: datetime | None
    own_status: str
    own_answered_by: str
    own_is_tentative: bool
    own_is_invited: bool
    own_asked_at: datetime | None
    own_registration_id: int | None
    watch_level: str | None
    regions: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()

    @property
    def address(self) -> str:
        return f"/events/{self.id}"

    @cached_property
    def region_codes(self) -> frozenset[str]:
        return frozenset(region.code for region in self.regions)

    @cached_property
    def schedule(self) -> Schedule | None:
        if self.first_day is None or self.last_day is None:
            return None
        return Schedule(self.first_day, self.last_day, self.start_time, self.end_time, self.zone)

    @cached_property
    def rule(self) -> Rule | None:
        return Rule.parse(self.rule_text) if self.rule_text else None

    @property
    def is_draft(self) -> bool:
        return self.status == EventStatus.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.status == EventStatus.CANCELLED

    @property
    def free_seats(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.registered_count)


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One date of a repeated event; `schedule` None: left out."""

    day: date
    schedule: Schedule | None
    place: str
    is_moved: bool


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """`starts`: wall time it is planned for, None when a length before it is not known or it is not accepted."""

    id: int
    position: int
    status: str
    title: str
    language: str
    notes: str
    notes_html: str
    minutes: int
    presenter: str
    region: Named | None
    starts: time | None


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """`rank`: on the waiting list, from 1. `answered_by`: page or mail, "" while an invitation is not answered; `name` is then
    "" for who is not in the directory."""

    person_id: int
    name: str
    organisation: MultilingualText | None
    status: str
    asked_at: datetime
    rank: int
    answered_by: str = ""
    answered_at: datetime | None = None
    is_tentative: bool = False
