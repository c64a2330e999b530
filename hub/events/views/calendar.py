"""`/events/`: month, list and agenda."""

from typing import Any

from flask import abort, render_template, request

from hub.core.access import Actor
from hub.core.clock import today, utcnow
from hub.core.db import db
from hub.core.paging import Cursor
from hub.events import month as months
from hub.events.grid import weeks_of
from hub.events.labels import KINDS
from hub.events.month import Month
from hub.events.queries import calendar as queries
from hub.events.queries.calendar import Narrowed
from hub.events.views.room import blueprint
from hub.events.wording import month_name, weekdays
from hub.network.vocabularies import spoken_regions, spoken_themes
from hub.web.access import public
from hub.web.identity import current_actor
from hub.web.templating import here

VIEWS = ("month", "list", "agenda")


@blueprint.get("/")
@public
def calendar() -> str:
    reader = current_actor()
    view = request.args.get("view", "month")
    if view not in VIEWS:
        abort(404)
    narrowed = _narrowed()
    shown = _list(reader, narrowed) if view == "list" else _month(reader, narrowed, view)
    return render_template(
        f"events/calendar_{view}.html",
        view=view,
        narrowed=narrowed,
        regions=spoken_regions(db.session),
        themes=spoken_themes(db.session),
        series=queries.series_title(db.session, narrowed.series) if narrowed.series else None,
        **shown,
    )


def _narrowed() -> Narrowed:
    kind, series = request.args.get("kind", ""), request.args.get("series", "")
    return Narrowed(
        region=request.args.get("region", "")[:2],
        theme=request.args.get("theme", "")[:16],
        kind=kind if kind in KINDS else "",
        series=int(series) if series.isdecimal() and len(series) < 10 else None,
    )


def _month(reader: Actor, narrowed: Narrowed, view: str) -> dict[str, Any]:
    """The grid shows the days of whole weeks, the agenda those of the month."""
    now = today()
    asked = request.args.get("month")
    month = Month.parse(asked) if asked else Month.of(now)
    if month is None:
        abort(404)
    whole = view == "month"
    first, last = (month.grid_first_day, month.grid_last_day) if whole else (month.first_day, month.last_day)
    lines = queries.between(db.session, reader, first, last, narrowed)
    days = months.by_day(lines, first, last)
    return {
        "month": month,
        "month_name": month_name(month.first_day),
        "today": now,
        "days": days,
        "weeks": weeks_of(month, days, now, weekdays()) if whole else [],
        "ordered_days": sorted(days),
        "is_empty": all(day.month != month.first_day.month for day in days),
        "short_weekdays": weekdays(),
        "long_weekdays": weekdays("EEEE"),
        "previous": _link(month.previous),
        "following": _link(month.next),
        "present": here(month=None) if month != Month.of(now) else None,
    }


def _link(month: Month | None) -> tuple[str, str] | None:
    """Address and name of a neighbouring month."""
    return (here(month=str(month)), month_name(month.first_day)) if month else None


def _list(reader: Actor, narrowed: Narrowed) -> dict[str, Any]:
    is_past = request.args.get("when") == "past"
    cursor = Cursor.from_query(request.args)
    read = queries.past if is_past else queries.upcoming
    page = read(db.session, reader, utcnow(), narrowed, cursor)
    is_first = cursor.after is None and cursor.before is None
    return {
        "page": page,
        "is_past": is_past,
        "event_regions": queries.regions_of(db.session, (line.event_id for line in page.items)),
        "undated": queries.undated(db.session, reader, narrowed) if is_past and is_first else [],
        "address": here(after=None, before=None),
        "today": today(),
    }
