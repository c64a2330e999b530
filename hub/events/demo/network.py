"""The demo network's events: real ones as they were, illustrative ones round the day of loading."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from importlib import resources
from typing import Any

import yaml

from hub.core.access import Actor
from hub.core.clock import CASABLANCA_NAME, today
from hub.core.db import db
from hub.core.multilingual import MultilingualText
from hub.events.actions.agenda import NewItem, add_item, edit_item
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.changing import leave_out, move_occurrence
from hub.events.actions.registering import register
from hub.events.actions.saving import create_event
from hub.events.demo.past_meeting import load_outcomes
from hub.events.demo.real import KINDS, load_real
from hub.events.draft import EventDraft
from hub.events.models import Event, EventSeries
from hub.events.recurrence import Frequency, Rule
from hub.events.schedule import Schedule
from hub.network.demo import DemoPeople

DATA = resources.files("hub.data")
Row = Mapping[str, Any]


def load_demo(people: DemoPeople) -> None:
    """Everything of `events.yaml` and `demo_events.yaml`."""
    known = yaml.safe_load((DATA / "events.yaml").read_text(encoding="utf-8"))["events"]
    more = yaml.safe_load((DATA / "demo_events.yaml").read_text(encoding="utf-8"))
    load_real(people["organiser"], [row for row in known if not row["illustrative"]])
    series = {name: EventSeries(title=MultilingualText(title)) for name, title in more["series"].items()}
    db.session.add_all(series.values())
    db.session.flush()
    for row in more["events"]:
        _load(people, row, series)
    for row in known:
        if row["illustrative"]:
            _load(people, _completed(row, more["completions"][row["id"]]), series)


def _completed(row: Row, completion: Row) -> Row:
    """An illustrative row of `events.yaml` in the shape of `demo_events.yaml`."""
    rule = row["date_rule"]
    hours = completion.get("hours") or rule.partition(", ")[2].split(" ")[0].split("-")
    share = _minutes_between(*hours) // len(row["agenda_fr"]) // 5 * 5
    return {
        "kind": KINDS[row["type"]],
        "day": int(rule.removeprefix("T+").partition("d")[0]),
        "days": 2 if "2 jours" in rule else 1,
        "hours": hours,
        "title": row["title"],
        "format": row["format"],
        "place": row["place"] or "",
        "regions": [code.removeprefix("MA-") for code in row["region_codes"]],
        "organisers": row["organisers"],
        "agenda": [{"title": text, "minutes": share} for text in row["agenda_fr"]],
        "by": "organiser",
        **completion,
    }


def _minutes_between(start: str, end: str) -> int:
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    return (last.hour - first.hour) * 60 + last.minute - first.minute


def _load(people: DemoPeople, row: Row, series: Mapping[str, EventSeries]) -> None:
    actor = people[row["by"]]
    schedule = _schedule(row)
    found = series.get(row.get("series", ""))
    event = create_event(actor, _draft(row, schedule, found.id if found else None))
    _fill_agenda(people, actor, event, row)
    for who in row.get("registered", ()):
        if schedule.first_day > today():
            register(people[who], event.id)
    if "repeat" in row:
        _change_dates(actor, event, row["repeat"])
    if "decisions" in row:
        load_outcomes(people, actor, event, row)
    if "cancelled" in row:
        cancel_event(actor, event.id, row["cancelled"])


def _draft(row: Row, schedule: Schedule, series_id: int | None) -> EventDraft:
    repeat = row.get("repeat")
    return EventDraft(
        kind=row["kind"],
        title=MultilingualText(row["title"]),
        language=row["language"],
        description=row["description"],
        schedule=schedule,
        rule=_rule(repeat, schedule.first_day) if repeat else None,
        format=row["format"],
        place=row.get("place", ""),
        call_link=row.get("call_link", ""),
        audience=row["audience"],
        organisers=tuple(row["organisers"]),
        regions=frozenset(row["regions"]),
        themes=frozenset(row.get("themes", ())),
        series_id=series_id,
        takes_registrations="registered" in row,
        capacity=row.get("capacity"),
        publish=not row.get("draft", False),
        is_illustrative=True,
    )


def _schedule(row: Row) -> Schedule:
    first = working_day(today() + timedelta(days=row["day"]))
    last = first + timedelta(days=row.get("days", 1) - 1)
    start, end = (time.fromisoformat(hour) for hour in row["hours"]) if row.get("hours") else (None, None)
    return Schedule(first, last, start, end, CASABLANCA_NAME)


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _rule(repeat: Row, first_day: date) -> Rule:
    return Rule(Frequency.WEEKLY, repeat["every_weeks"], (first_day.weekday(),), count=repeat["times"])


def _change_dates(actor: Actor, event: Event, repeat: Row) -> None:
    schedule, rule = event.schedule, event.rule
    if schedule is None or rule is None:
        return
    days = rule.days_from(schedule.first_day)
    leave_out(actor, event.id, days[repeat["left_out"]])
    day = days[repeat["moved"]]
    start, end = (time.fromisoformat(hour) for hour in repeat["moved_to"])
    moved_day = day + timedelta(days=repeat["moved_by_days"])
    move_occurrence(actor, event.id, day, Schedule(moved_day, moved_day, start, end, event.zone))


def _fill_agenda(people: DemoPeople, actor: Actor, event: Event, row: Row) -> None:
    for item in row.get("agenda", ()):
        add_item(actor, event.id, _item(item, row["language"]))
    for item in row.get("proposals", ()):
        proposed = add_item(people[item["by"]], event.id, _item(item, row["language"]))
        if "status" in item:
            edit_item(actor, event.id, proposed.id, _item(item, row["language"]), item["status"])


def _item(item: Row, language: str) -> NewItem:
    return NewItem(
        title=item["title"],
        language=item.get("language", language),
        notes=item.get("notes", ""),
        minutes=item["minutes"],
        presenter=item.get("presenter", ""),
        region_code=item.get("region"),
    )
