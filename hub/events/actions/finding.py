"""The event an action is about: found through what the actor may see, locked, and checked."""

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.db import db
from hub.core.errors import NotFound
from hub.events.models import Event
from hub.events.visibility import visible_events


def locked_event(actor: Actor, event_id: int) -> Event:
    """The row stays locked until the transaction ends. Raises NotFound."""
    statement = select(Event).where(Event.id == event_id, visible_events(actor)).with_for_update(of=Event)
    event = db.session.scalar(statement.execution_options(populate_existing=True))
    if event is None:
        raise NotFound(event_id)
    return event


def editable_event(actor: Actor, event_id: int) -> Event:
    """Raises NotFound or Forbidden."""
    event = locked_event(actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_EDIT, event)
    return event
