"""The values of an event, as an organiser gives them: plain, checked, ready to be kept."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hub.core.clock import CASABLANCA_NAME, UnknownZone, zone
from hub.core.locale import gettext
from hub.core.multilingual import MultilingualText
from hub.events.ical.zones import PERMANENT_UTC_FROM
from hub.events.models import EventFormat, EventKind
from hub.events.recurrence import MAX_OCCURRENCES, MAX_SPAN, Rule, is_last_in_month
from hub.events.schedule import Schedule, WallClock, wall_clock

MAX_DAYS = 31
TITLE_LIMIT = 200
DESCRIPTION_LIMIT = 20_000
MAX_CAPACITY = 100_000


@dataclass(frozen=True, slots=True)
class EventDraft:
    """`schedule` and the moments are None when they were not given; `date_note` says what is known of a date that is not.

    `new_series`: title of a series to begin.
    """

    kind: str
    title: MultilingualText
    language: str
    description: str = ""
    schedule: Schedule | None = None
    rule: Rule | None = None
    format: str = EventFormat.IN_PERSON.value
    place: str = ""
    call_link: str = ""
    audience: str = "members"
    organisers: tuple[str, ...] = ()
    regions: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    series_id: int | None = None
    new_series: str = ""
    takes_registrations: bool = False
    capacity: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    publish: bool = True
    sources: tuple[str, ...] = ()
    date_note: str = ""
    is_illustrative: bool = False


def problems(draft: EventDraft) -> dict[str, str]:
    """Messages by field in the reader's language; empty when the draft can be kept."""
    found: dict[str, str] = {}
    if draft.kind not in set(EventKind):
        found["kind"] = gettext("Choose one of the list.")
    if draft.format not in set(EventFormat):
        found["format"] = gettext("Choose one of the list.")
    if not draft.title.get(draft.language):
        found["title"] = gettext("Give a title.")
    elif any(len(text) > TITLE_LIMIT for text in draft.title.values()):
        found["title"] = gettext("At most %(count)s characters.", count=TITLE_LIMIT)
    if len(draft.description) > DESCRIPTION_LIMIT:
        found["description"] = gettext("At most %(count)s characters.", count=DESCRIPTION_LIMIT)
    if draft.call_link and not draft.call_link.startswith(("https://", "http://")):
        found["call_link"] = gettext("A link begins with https://")
    if draft.capacity is not None and not 1 <= draft.capacity <= MAX_CAPACITY:
        found["capacity"] = gettext("Give a whole number from 1 to %(count)s.", count=MAX_CAPACITY)
    if draft.opens_at and draft.closes_at and draft.closes_at <= draft.opens_at:
        found["closes_at"] = gettext("Registration closes before it opens.")
    if draft.schedule is None:
        return found if draft.date_note else found | {"first_day": gettext("Give the day.")}
    return found | schedule_problems(draft.schedule) | _rule_problems(draft.schedule, draft.rule)


def schedule_problems(schedule: Schedule) -> dict[str, str]:
    """What is wrong with days, hours and zone."""
    try:
        zone(schedule.zone)
    except UnknownZone:
        return {"zone": gettext("This time zone is not known.")}
    if schedule.last_day < schedule.first_day:
        return {"last_day": gettext("The last day is before the first.")}
    if schedule.days > MAX_DAYS:
        return {"last_day": gettext("An event lasts at most %(count)s days; use a repetition.", count=MAX_DAYS)}
    if (schedule.start_time is None) != (schedule.end_time is None):
        missing = "start_time" if schedule.start_time is None else "end_time"
        return {missing: gettext("Give both hours, or neither for a whole day.")}
    found: dict[str, str] = {}
    for name, day, at in (
        ("start_time", schedule.first_day, schedule.start_time),
        ("end_time", schedule.last_day, schedule.end_time),
    ):
        if at is not None and (message := _hour_problem(day, at, schedule.zone)):
            found[name] = message
    if not found and schedule.ends_at <= schedule.starts_at:
        found["end_time"] = gettext("It ends before it begins.")
    return found


def _hour_problem(day: date, at: time, zone_name: str) -> str:
    match wall_clock(day, at, zone_name):
        case WallClock.SKIPPED:
            return gettext("Clocks go forward that night: this hour does not exist in this zone.")
        case WallClock.TWICE:
            return gettext("Clocks go back that night: this hour comes twice in this zone. Choose another.")
        case _:
            return ""


def _rule_problems(schedule: Schedule, rule: Rule | None) -> dict[str, str]:
    if rule is None:
        return {}
    if rule.is_endless:
        return {"until": gettext("Say when the repetition ends: a last day or a number of times.")}
    if not 1 <= rule.interval <= 99:
        return {"interval": gettext("Give a whole number from 1 to %(count)s.", count=99)}
    if rule.count is not None and not 1 <= rule.count <= MAX_OCCURRENCES:
        return {"count": gettext("Give a whole number from 1 to %(count)s.", count=MAX_OCCURRENCES)}
    if rule.until and rule.until < schedule.first_day:
        return {"until": gettext("The repetition ends before the first day.")}
    if rule.until and rule.until > schedule.first_day + MAX_SPAN:
        return {"until": gettext("A repetition lasts at most five years.")}
    if rule.weekdays and schedule.first_day.weekday() not in rule.weekdays:
        return {"weekdays": gettext("The first day is not one of these days of the week.")}
    if rule.position == 5:
        return {"repeat": gettext("That weekday comes a fifth time in some months only: choose the last one instead.")}
    if rule.position == -1 and not is_last_in_month(schedule.first_day):
        return {"repeat": gettext("The first day is not the last of its weekday in the month.")}
    days = rule.days_from(schedule.first_day)
    if len(days) > MAX_OCCURRENCES:
        return {"until": gettext("A repetition has at most %(count)s dates.", count=MAX_OCCURRENCES)}
    if not days:
        return {"repeat": gettext("This repetition has no date.")}
    if _crosses_change(schedule, days[-1]):
        return {
            "until": gettext(
                "Morocco changed its hour on 20 September 2026: a repetition with hours ends before it or begins after it."
            )
        }
    return {}


def _crosses_change(schedule: Schedule, last: date) -> bool:
    timed_in_morocco = not schedule.all_day and schedule.zone == CASABLANCA_NAME
    return timed_in_morocco and schedule.first_day < PERMANENT_UTC_FROM <= last + timedelta(days=schedule.days - 1)
