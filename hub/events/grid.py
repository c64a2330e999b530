"""The month's cells, made ready so that the template only writes them: the busiest page of the room."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from hub.core.locale import gettext
from hub.events.month import Month
from hub.events.queries.rows import EventLine
from hub.web.templating import local_text


class Entry(NamedTuple):
    """An event in a day. `hour`: "" on the later days of a long event. `style`: CSS classes. `mark`: a status."""

    address: str
    style: str
    hour: str
    title: Markup
    mark: str


class Cell(NamedTuple):
    """A day. `name`: of the weekday, for phones, where the table's head is not seen."""

    number: int
    iso: str
    style: str
    is_today: bool
    name: str
    entries: Sequence[Entry]


def weeks_of(
    month: Month, days: Mapping[date, Sequence[EventLine]], today: date, names: Sequence[str]
) -> list[list[Cell]]:
    """`days`: events by day, as `month.by_day` gives them. `names`: short weekdays from Monday."""
    return [
        [_cell(day, month, days.get(day, ()), today, name) for day, name in zip(week, names, strict=True)]
        for week in month.weeks
    ]


def _cell(day: date, month: Month, lines: Sequence[EventLine], today: date, name: str) -> Cell:
    style = "day"
    if day.month != month.number:
        style += " day--out"
    if not lines:
        style += " day--free"
    if day == today:
        style += " day--today"
    return Cell(day.day, day.isoformat(), style, day == today, name, [_entry(line, day) for line in lines])


def _entry(line: EventLine, day: date) -> Entry:
    style, mark = f"day-event day-event--{line.kind}", ""
    if line.is_cancelled:
        style, mark = f"{style} day-event--cancelled", gettext("Cancelled")
    elif line.is_draft:
        style, mark = f"{style} day-event--draft", gettext("Draft")
    hour = line.start if line.first_day == day else ""
    return Entry(line.address, style, hour, local_text(line.title), mark)
