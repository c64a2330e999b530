"""A whole calendar file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from icalendar import Calendar

from hub.core.clock import CASABLANCA_NAME
from hub.events.ical.components import components
from hub.events.ical.entry import CalendarEntry
from hub.events.ical.zones import casablanca_block, is_named

PRODUCT = "-//Regions Network on Migration//Hub//EN"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """What distinguishes a subscribed calendar from the file of one event. `source`: its public address, or ""."""

    name: str
    description: str
    language: str
    source: str = ""


def write(entries: Sequence[CalendarEntry], feed: Feed | None = None) -> bytes:
    """CRLF, folded at 75 octets, no METHOD (published, not scheduled). Order follows day and UID, so the bytes depend
    on the events alone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if feed is not None:
        _describe(calendar, feed)
    if any(is_named(entry.schedule) for entry in entries):
        calendar.add_component(casablanca_block())
    for entry in sorted(entries, key=lambda entry: (entry.schedule.first_day, entry.uid)):
        for event in components(entry):
            calendar.add_component(event)
    return calendar.to_ical()


def _describe(calendar: Calendar, feed: Feed) -> None:
    """RFC 7986 properties, and their older X- twins that Outlook, Google and Apple read."""
    calendar.add("name", feed.name, parameters={"LANGUAGE": feed.language})
    calendar.add("x-wr-calname", feed.name)
    calendar.add("description", feed.description, parameters={"LANGUAGE": feed.language})
    calendar.add("x-wr-caldesc", feed.description)
    calendar.add("x-wr-timezone", CASABLANCA_NAME)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    if feed.source:
        calendar.add("source", feed.source, parameters={"VALUE": "URI"})
