"""Days, hours and repetitions in the reader's words."""

from datetime import date, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from hub.core.clock import local, utc_offset, zone
from hub.core.locale import current_language, format_date, gettext, listed, ngettext, pgettext
from hub.events.recurrence import Frequency, Rule
from hub.events.schedule import Schedule

A_MONDAY = date(2024, 1, 1)


def weekdays(style: str = "EEE") -> tuple[str, ...]:
    """Monday to Sunday in the reader's language; `EEE` short, `EEEE` whole."""
    return _weekdays(current_language().code, style)


@cache
def _weekdays(_code: str, style: str) -> tuple[str, ...]:
    return tuple(format_date(A_MONDAY + timedelta(days=number), style) for number in range(7))


def month_name(day: date) -> str:
    """`novembre 2026`."""
    return _month_name(current_language().code, day.replace(day=1))


@cache
def _month_name(_code: str, day: date) -> str:
    return format_date(day, "LLLL y")


def days(first: date, last: date) -> str:
    """`24 novembre 2026`, or the first and the last day."""
    if first == last:
        return format_date(first, "full")
    return gettext("%(first)s to %(last)s", first=format_date(first, "full"), last=format_date(last, "full"))


def hours(schedule: Schedule) -> str:
    """`10:00–13:00, UTC+0`; "" for whole days."""
    if schedule.start_time is None or schedule.end_time is None:
        return ""
    return listed((f"{schedule.start_time:%H:%M}–{schedule.end_time:%H:%M}", schedule.offset))


def hours_for(schedule: Schedule, zone_name: str) -> str:
    """The same hours in a reader's zone, "" when the clock shows the same there."""
    if schedule.start_time is None:
        return ""
    here, there = schedule.starts_at.astimezone(zone(schedule.zone)), local(schedule.starts_at, zone_name)
    if here.utcoffset() == there.utcoffset():
        return ""
    end = local(schedule.ends_at, zone_name)
    day = format_date(there.date(), "full") + " " if there.date() != here.date() else ""
    return listed((f"{day}{there:%H:%M}–{end:%H:%M}", utc_offset(there)))


def repetition(rule: Rule, first_day: date) -> str:
    """`Every 2 weeks on Tuesday, until 30 June 2027`."""
    every = _every(rule, first_day)
    if rule.until:
        return gettext("%(every)s, until %(day)s", every=every, day=format_date(rule.until))
    times = ngettext("%(num)s time", "%(num)s times", rule.count or 0)
    return gettext("%(every)s, %(times)s", every=every, times=times)


def _every(rule: Rule, first_day: date) -> str:
    names = weekdays("EEEE")
    match rule.frequency:
        case Frequency.DAILY:
            return ngettext("Every day", "Every %(num)s days", rule.interval)
        case Frequency.WEEKLY:
            on = listed(names[day] for day in rule.weekdays or (first_day.weekday(),))
            return ngettext(
                "Every week on %(weekdays)s", "Every %(num)s weeks on %(weekdays)s", rule.interval, weekdays=on
            )
    if rule.position is None:
        return ngettext(
            "Every month on day %(day)s", "Every %(num)s months on day %(day)s", rule.interval, day=first_day.day
        )
    return ngettext(
        "Every month on the %(ordinal)s %(weekday)s",
        "Every %(num)s months on the %(ordinal)s %(weekday)s",
        rule.interval,
        ordinal=_ordinal(rule.position),
        weekday=names[rule.weekdays[0]],
    )


def _ordinal(position: int) -> str:
    """Which of a weekday in the month."""
    match position:
        case 1:
            return pgettext("of a weekday in the month", "first")
        case 2:
            return pgettext("of a weekday in the month", "second")
        case 3:
            return pgettext("of a weekday in the month", "third")
        case 4:
            return pgettext("of a weekday in the month", "fourth")
        case _:
            return pgettext("of a weekday in the month", "last")


def deadline(moment: datetime, zone_name: str) -> str:
    """A moment in the event's zone with its offset."""
    there = local(moment, zone_name)
    return listed((f"{format_date(there.date())} {there:%H:%M}", utc_offset(there)))


def short_month(day: date) -> str:
    """`nov.`"""
    return _short_month(current_language().code, day.month)


@cache
def _short_month(_code: str, month: int) -> str:
    return format_date(date(2024, month, 1), "LLL")


def host(address: str) -> str:
    """The site of a source, which says more than its whole address."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
