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


def minutes_cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    """Minutes show themselves as their event, further down on its page."""
    seen = session.scalars(
        select(Minutes.event_id).where(Minutes.event_id.in_(sorted(set(ids))), visible_minutes(reader))
    ).all()
    return {
        id_: replace(card, ref=Ref("minutes", id_), address=f"{card.address}#minutes")
        for id_, card in cards(session, seen, reader).items()
    }


def minutes_search(row: Minutes) -> SearchEntry:
    """A hit of their event. Drafts are found by those who see them."""
    return SearchEntry(
        parts=(SearchPart(row.language, "", row.text),),
        moment=row.published_at or row.updated_at,
        subject=Ref("event", row.event_id),
        address=f"/events/{row.event_id}#minutes",
    )


MINUTES = ContentKind(
    name="minutes",
    label=lazy_gettext("Minutes"),
    plural=lazy_gettext("Minutes"),
    model=Minutes,
    address=lambda id_: f"/events/{id_}#minutes",
    visible_to=visible_minutes,
    cards=minutes_cards,
    search_entry=minutes_search,
    is_linkable=False,
)
