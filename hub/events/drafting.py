"""Between an event's form and its draft."""

from datetime import datetime

from hub.core.clock import CASABLANCA_NAME, UnknownZone, local
from hub.core.locale import LANGUAGES, current_language, language
from hub.core.multilingual import MultilingualText
from hub.events.draft import EventDraft
from hub.events.forms import BoxesField, EventForm
from hub.events.models import Event
from hub.events.recurrence import LAST, Frequency, Rule, position_in_month
from hub.events.schedule import Schedule
from hub.web.form_fields import MomentField, offered_values
from hub.web.incoming import whole_or


def draft_from(form: EventForm, *, publish: bool, event: Event | None = None) -> EventDraft:
    """The typed values; what cannot be right is left for `draft.problems` to name. `event`: the one being edited, which
    gives what the form does not show."""
    chosen = (language(form.language.data) or current_language()).code
    schedule = _schedule(form)
    return EventDraft(
        kind=form.kind.data or "",
        title=_title(form, chosen),
        language=chosen,
        description=form.description.data or "",
        schedule=schedule,
        rule=_rule(form, schedule),
        format=form.format.data or "",
        place=(form.place.data or "")[:300],
        call_link=(form.call_link.data or "")[:500],
        audience=form.audience.data or "",
        organisers=tuple(line.strip()[:200] for line in (form.organisers.data or "").splitlines() if line.strip()),
        regions=_known(form.regions),
        themes=_known(form.themes),
        series_id=whole_or(form.series.data, 0) or None,
        new_series=form.new_series.data or "",
        takes_registrations=bool(form.takes_registrations.data),
        capacity=form.capacity.data,
        opens_at=_moment(form.opens_at, form.zone.data or CASABLANCA_NAME),
        closes_at=_moment(form.closes_at, form.zone.data or CASABLANCA_NAME),
        publish=publish,
        sources=tuple(event.sources) if event else (),
        is_illustrative=event.is_illustrative if event else False,
    )


def form_of(event: Event) -> EventForm:
    """The form filled with an event."""
    rule = event.rule
    return EventForm(
        version=str(event.version),
        kind=event.kind,
        title=event.title.get(event.language, ""),
        language=event.language,
        **{f"title_{code}": text for code, text in event.title.items() if code != event.language and code in LANGUAGES},
        description=event.description,
        first_day=event.first_day,
        last_day=event.last_day if event.last_day != event.first_day else None,
        start_time=event.start_time,
        end_time=event.end_time,
        zone=event.zone,
        repeat=_repeat_of(rule),
        interval=rule.interval if rule else 1,
        weekdays=[str(day) for day in rule.weekdays] if rule and rule.frequency is Frequency.WEEKLY else [],
        until=rule.until if rule else None,
        count=rule.count if rule else None,
        format=event.format,
        place=event.place,
        call_link=event.call_link,
        audience=event.audience,
        organisers="\n".join(event.organisers),
        regions=sorted(event.region_codes),
        themes=[theme.code for theme in event.themes],
        series=str(event.series_id or ""),
        takes_registrations=event.takes_registrations,
        capacity=event.capacity,
        opens_at=local(event.opens_at, event.zone) if event.opens_at else None,
        closes_at=local(event.closes_at, event.zone) if event.closes_at else None,
    )


def _title(form: EventForm, chosen: str) -> MultilingualText:
    others = {code: form[f"title_{code}"].data or "" for code in LANGUAGES if code != chosen}
    texts = {chosen: form.title.data or "", **others}
    return MultilingualText({code: text for code, text in texts.items() if text})


def _schedule(form: EventForm) -> Schedule | None:
    first = form.first_day.data
    if first is None:
        return None
    zone_name = form.zone.data or CASABLANCA_NAME
    return Schedule(first, form.last_day.data or first, form.start_time.data, form.end_time.data, zone_name)


def _rule(form: EventForm, schedule: Schedule | None) -> Rule | None:
    if schedule is None or not form.repeat.data:
        return None
    first = schedule.first_day
    interval = 1 if form.interval.data is None else form.interval.data
    until, count = form.until.data, form.count.data
    if until is not None:
        count = None
    match form.repeat.data:
        case "daily":
            return Rule(Frequency.DAILY, interval, until=until, count=count)
        case "weekly":
            chosen = tuple(sorted({int(day) for day in form.weekdays.data or () if day in tuple("0123456")}))
            return Rule(Frequency.WEEKLY, interval, chosen or (first.weekday(),), until=until, count=count)
        case "monthly_position":
            position = position_in_month(first)
            return Rule(Frequency.MONTHLY, interval, (first.weekday(),), position, until, count)
        case "monthly_last":
            return Rule(Frequency.MONTHLY, interval, (first.weekday(),), LAST, until, count)
        case "monthly_day":
            return Rule(Frequency.MONTHLY, interval, until=until, count=count)
        case _:
            return None


def _repeat_of(rule: Rule | None) -> str:
    if rule is None:
        return ""
    if rule.frequency is Frequency.MONTHLY:
        return (
            "monthly_day" if rule.position is None else "monthly_last" if rule.position == LAST else "monthly_position"
        )
    return rule.frequency.value.lower()


def _known(field: BoxesField) -> frozenset[str]:
    return frozenset(field.data or ()) & offered_values(field)


def _moment(field: MomentField, zone_name: str) -> datetime | None:
    try:
        return field.in_zone(zone_name)
    except UnknownZone:
        return None
