"""Events can be flagged. Those who look after them put them right, or call them off, on the event's own pages."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, false, select

from hub.core.access import Actor, Role
from hub.core.db import DbSession
from hub.events.models import Event
from hub.events.visibility import visible_events
from hub.network.models import Person
from hub.services.moderation import Exhibit, FlaggableKind, register_flaggable
from hub.services.text import excerpt

EXCERPT = 600


def moderated_events(reader: Actor) -> ColumnElement[bool]:
    looks_after = reader.has(Role.ADMINISTRATOR) or reader.has(Role.ORGANISER)
    return visible_events(reader) if looks_after else false()


def exhibits(session: DbSession, ids: Iterable[int]) -> dict[int, Exhibit]:
    rows = session.execute(
        select(Event, Person.name)
        .outerjoin(Person, Person.id == Event.created_by_id)
        .where(Event.id.in_(sorted(set(ids))))
    )
    return {
        event.id: Exhibit(
            title=str(event.title),
            address=f"/events/{event.id}",
            excerpt=excerpt(event.description_text, EXCERPT),
            language=event.language,
            author_id=event.created_by_id,
            author=name or "",
            written_at=event.created_at,
            edit_address=f"/events/{event.id}/edit",
        )
        for event, name in rows
    }


def register() -> None:
    register_flaggable(FlaggableKind("event", moderated_events, exhibits))
