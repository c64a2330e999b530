"""How events and their minutes show themselves on other pages and in search."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import lazy_gettext
from hub.core.registry import Card, ContentKind, Ref, SearchEntry, SearchPart
from hub.events.models import Event, Minutes
from hub.events.queries.calendar import cards
from hub.events.visibility import visible_events, visible_minutes


def event_search(row: Event) -> SearchEntry:
    """One part for each language that has a title; the description is in the event's own."""
    around = " · ".join(filter(None, [row.place, *row.organisers]))
    parts = [
        SearchPart(code, title, f"{row.description_text}\n{around}" if code == row.language else around)
        for code, title in row.title.items()
    ]
    return SearchEntry(
        parts=tuple(parts),
        regions=tuple(sorted(row.region_codes)),
        themes=tuple(theme.code for theme in row.themes),
        moment=row.schedule.starts_at if row.schedule else None,
    )


EVENT = ContentKind(
    name="event",
    label=lazy_gettext("Event"),
    plural=lazy_gettext("Events"),
    model=Event,
    address=lambda id_: f"/events/{id_}",
    visible_to=visible_events,
    cards=cards,
    search_entry=event_search,
)
