"""Calendar files of the room: of one event, of everything public, of what one person may see.

Building 500 events takes a fifth of a second, so built calendars are kept in the process, under a key that moves with
every change: the counter of `CalendarState`, the day (the window moves with it), and who reads.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from hub.core import clock
from hub.core.access import VISITOR, Actor
from hub.core.db import DbSession
from hub.core.locale import gettext, speaking
from hub.events.actions.marking import changed_schedule
from hub.events.ical.entry import CalendarEntry, Standing
from hub.events.ical.writer import Feed, write
from hub.events.labels import KINDS
from hub.events.models import Event, EventChange, EventStatus
from hub.events.queries import feeds as queries
from hub.web.addresses import absolute

KEPT = 64
STANDINGS = {
    EventStatus.DRAFT.value: Standing.TENTATIVE,
    EventStatus.PUBLISHED.value: Standing.CONFIRMED,
    EventStatus.CANCELLED.value: Standing.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Built:
    """A calendar's bytes, plain and compressed, with what a client asks them by."""

    body: bytes
    compressed: bytes
    tag: str
    modified: datetime


class Shelf:
    """The calendars built last, the least used forgotten first. Safe between threads."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._lock = Lock()
        self._built: OrderedDict[Hashable, Built] = OrderedDict()

    def get(self, key: Hashable, build: Callable[[], Built]) -> Built:
        with self._lock:
            if key in self._built:
                self._built.move_to_end(key)
                return self._built[key]
        built = build()
        with self._lock:
            self._built[key] = built
            while len(self._built) > self._size:
                self._built.popitem(last=False)
        return built


def public_calendar(session: DbSession, shelf: Shelf, language: str) -> Built:
    """Everything that visitors may see; without links to calls."""
    return _kept(session, shelf, VISITOR, language, source=absolute("/events/calendar.ics"))


def personal_calendar(session: DbSession, shelf: Shelf, owner: Actor) -> Built:
    """Everything that its owner may see, in the owner's language; nobody's registrations."""
    return _kept(session, shelf, owner, owner.language)


def _kept(session: DbSession, shelf: Shelf, reader: Actor, language: str, source: str = "") -> Built:
    version = queries.version(session)
    readers = "every audience" if reader.is_administrator else reader.audiences
    key = (absolute(""), version, clock.today("UTC"), readers, reader.is_visitor, language)
    return shelf.get(key, lambda: _build(session, reader, language, version, source))


def _build(session: DbSession, reader: Actor, language: str, version: queries.CalendarVersion, source: str) -> Built:
    with speaking(language):
        entries = [
            entry
            for event, changes in queries.events_for_feed(session, reader)
            if (entry := calendar_entry(event, changes, with_call=not reader.is_visitor, language=language))
        ]
        feed = Feed(
            name=gettext("Regions Network – Migration"),
            description=gettext("Workshops, meetings and peer clinics of the network"),
            language=language,
            source=source,
        )
    body = write(entries, feed)
    return Built(
        body=body,
        compressed=gzip.compress(body, 9, mtime=0),
        tag=hashlib.sha256(body).hexdigest()[:32],
        modified=_modified(version.changed_at, queries.last_forgotten(session)),
    )


def _modified(changed_at: datetime | None, forgotten_at: datetime | None) -> datetime:
    """The window moves with the day, so a calendar is at least as new as the day's beginning."""
    day = datetime.combine(clock.today("UTC"), datetime.min.time(), tzinfo=UTC)
    return max(moment for moment in (changed_at, forgotten_at, day) if moment is not None)


def event_file(event: Event, changes: Sequence[EventChange], *, with_call: bool, language: str) -> bytes | None:
    """The file of one event; None while its date is not known."""
    entry = calendar_entry(event, changes, with_call=with_call, language=language)
    return write([entry]) if entry else None


def calendar_entry(
    event: Event, changes: Sequence[EventChange], *, with_call: bool, language: str
) -> CalendarEntry | None:
    schedule = event.schedule
    if schedule is None:
        return None
    title = event.title.best(language)
    return CalendarEntry(
        uid=event.uid,
        sequence=event.sequence,
        changed_at=event.updated_at,
        title=title.text,
        language=title.language,
        description=_description(event),
        address=absolute(f"/events/{event.id}"),
        place=event.place,
        call_link=event.call_link if with_call else "",
        standing=STANDINGS[event.status],
        schedule=schedule,
        rule=event.rule,
        changes=tuple(changed_schedule(change, event.zone) for change in changes),
        categories=(str(KINDS[event.kind]),),
    )


def _description(event: Event) -> str:
    reason = [event.cancel_reason] if event.is_cancelled and event.cancel_reason else []
    return "\n\n".join([*reason, event.description_text]).strip()
