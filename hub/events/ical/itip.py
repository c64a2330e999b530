"""Calendar objects that travel by mail between the hub and one guest: iTIP (RFC 5546) for iMIP (RFC 6047)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from icalendar import Alarm, Calendar, Event, vCalAddress

from hub.events.ical.components import components
from hub.events.ical.entry import CalendarEntry, Standing
from hub.events.ical.writer import PRODUCT
from hub.events.ical.zones import casablanca_block, is_named, may_repeat_as_rule

ALARM_BEFORE = timedelta(minutes=30)


class Method(StrEnum):
    """RFC 5546 section 1.4. PUBLISH asks for no answer."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Answer(StrEnum):
    """PARTSTAT of an event (RFC 5545 section 3.2.12), as far as a guest of the hub can stand."""

    NEEDED = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


@dataclass(frozen=True, slots=True)
class Guest:
    """The one recipient. `asks_answer`: whether an answer by mail reaches the hub. `has_alarm`: for who comes."""

    name: str
    address: str
    answer: Answer
    asks_answer: bool = True
    has_alarm: bool = False


def is_one_event(entry: CalendarEntry) -> bool:
    """Whether one UID can say it all; else (a repetition in a zone whose rules clients may not know) each date is an event
    of its own, which only PUBLISH may carry together (RFC 5546 section 3.2.2: a REQUEST is about one UID)."""
    return entry.rule is None or may_repeat_as_rule(entry.schedule)


def write_itip(
    entry: CalendarEntry, method: Method, organiser_name: str, organiser_address: str, guest: Guest
) -> bytes:
    """`method`: REQUEST or CANCEL; becomes PUBLISH where `is_one_event` says no. The same values give the same bytes. A CANCEL
    of a repetition names the whole of it, without its moved dates."""
    is_one = is_one_event(entry)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method if is_one else Method.PUBLISH)
    if is_named(entry.schedule):
        calendar.add_component(casablanca_block())
    for event in components(entry):
        event.add("organizer", _mailbox(organiser_address, organiser_name))
        if is_one:
            event.add("attendee", _attendee(guest))
        if guest.has_alarm and entry.standing is Standing.CONFIRMED and not entry.schedule.all_day:
            event.add_component(_alarm(event))
        calendar.add_component(event)
        if is_one and method is Method.CANCEL:
            break
    return calendar.to_ical()


def _attendee(guest: Guest) -> vCalAddress:
    attendee = _mailbox(guest.address, guest.name)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = guest.answer.value
    attendee.params["RSVP"] = "TRUE" if guest.asks_answer else "FALSE"
    return attendee


def _mailbox(address: str, name: str) -> vCalAddress:
    mailbox = vCalAddress(f"mailto:{address}")
    mailbox.params["CN"] = name.replace('"', "'")
    return mailbox


def _alarm(event: Event) -> Alarm:
    """RFC 5545 section 3.6.6. Many programs set the guest's own habit instead, which is as well."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -ALARM_BEFORE)
    alarm.add("description", str(event["SUMMARY"]))
    return alarm
