"""VEVENTs of one entry."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Event

from hub.core.clock import zone
from hub.events.ical.entry import CalendarEntry, Standing
from hub.events.ical.zones import is_named, may_repeat_as_rule
from hub.events.recurrence import WEEKDAYS, Rule
from hub.events.schedule import Schedule, instant
from hub.events.unfolding import Moved

DESCRIPTION_LIMIT = 1500


def components(entry: CalendarEntry) -> Iterator[Event]:
    """The event, then its moved occurrences. A repetition that RRULE cannot tell rightly becomes single events, each
    with its own lasting UID."""
    if entry.rule is None:
        yield _event(entry, entry.schedule)
    elif may_repeat_as_rule(entry.schedule):
        yield from _repeated(entry, entry.rule)
    else:
        yield from _spelled_out(entry, entry.rule)


def _repeated(entry: CalendarEntry, rule: Rule) -> Iterator[Event]:
    main = _event(entry, entry.schedule)
    main.add("rrule", _rule_value(rule, entry.schedule))
    days = set(rule.days_from(entry.schedule.first_day))
    changes = [change for change in entry.changes if change.day in days]
    for change in changes:
        if change.schedule is None:
            original = _start(entry.schedule.moved_to(change.day))
            main.add("exdate", original, parameters=_value_type(original))
    yield main
    for change in changes:
        if change.schedule is not None:
            moved = _event(_at_place(entry, change), change.schedule, like=entry.schedule)
            original = _start(entry.schedule.moved_to(change.day))
            moved.add("recurrence-id", original, parameters=_value_type(original))
            yield moved


def _spelled_out(entry: CalendarEntry, rule: Rule) -> Iterator[Event]:
    changes = {change.day: change for change in entry.changes}
    name, _, host = entry.uid.partition("@")
    for day in rule.days_from(entry.schedule.first_day):
        change = changes.get(day, Moved(day, entry.schedule.moved_to(day)))
        if change.schedule is not None:
            single = replace(_at_place(entry, change), uid=f"{name}-{day:%Y%m%d}@{host}")
            yield _event(single, change.schedule)


def _at_place(entry: CalendarEntry, change: Moved) -> CalendarEntry:
    return replace(entry, place=change.place) if change.place else entry


def _event(entry: CalendarEntry, schedule: Schedule, like: Schedule | None = None) -> Event:
    """`like`: the schedule whose way of writing times (zone or UTC) must be kept."""
    event = Event()
    stamp = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title, parameters={"LANGUAGE": entry.language})
    named = is_named(like or schedule)
    event.add("dtstart", _start(schedule, named), parameters=_value_type(_start(schedule, named)))
    event.add("dtend", _end(schedule, named), parameters=_value_type(_end(schedule, named)))
    event.add("status", entry.standing.value)
    event.add("transp", "TRANSPARENT" if schedule.all_day or entry.standing is Standing.CANCELLED else "OPAQUE")
    event.add("class", "PUBLIC")
    event.add("url", entry.address)
    event.add("description", _description(entry), parameters={"LANGUAGE": entry.language})
    location = " – ".join(part for part in (entry.place, entry.call_link) if part)
    if location:
        event.add("location", location)
    if entry.call_link:
        event.add("conference", entry.call_link, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    if entry.categories:
        event.add("categories", list(entry.categories))
    return event


def _start(schedule: Schedule, named: bool | None = None) -> date | datetime:
    if schedule.start_time is None:
        return schedule.first_day
    return _written(schedule.first_day, schedule.start_time, schedule, named)


def _end(schedule: Schedule, named: bool) -> date | datetime:
    """RFC 5545 section 3.6.1: DTEND is exclusive, so a date range ends on the day after."""
    if schedule.end_time is None:
        return schedule.last_day + timedelta(days=1)
    return _written(schedule.last_day, schedule.end_time, schedule, named)


def _written(day: date, at: time, schedule: Schedule, named: bool | None) -> datetime:
    if is_named(schedule) if named is None else named:
        return datetime.combine(day, at, tzinfo=zone(schedule.zone))
    return instant(day, at, schedule.zone)


def _value_type(value: date | datetime) -> dict[str, str]:
    return {} if isinstance(value, datetime) else {"VALUE": "DATE"}


def _rule_value(rule: Rule, schedule: Schedule) -> dict[str, object]:
    """UNTIL is a date for dates, and in UTC for hours in a zone (RFC 5545 section 3.3.10)."""
    value: dict[str, object] = {"FREQ": rule.frequency.value}
    if rule.interval != 1:
        value["INTERVAL"] = rule.interval
    if rule.until:
        value["UNTIL"] = (
            rule.until if schedule.start_time is None else instant(rule.until, schedule.start_time, schedule.zone)
        )
    if rule.count:
        value["COUNT"] = rule.count
    if rule.weekdays:
        value["BYDAY"] = [f"{rule.position or ''}{WEEKDAYS[day]}" for day in rule.weekdays]
    return value


def _description(entry: CalendarEntry) -> str:
    text = entry.description.strip()
    if len(text) > DESCRIPTION_LIMIT:
        text = text[:DESCRIPTION_LIMIT].rsplit(maxsplit=1)[0] + "…"
    return f"{text}\n\n{entry.address}" if text else entry.address
