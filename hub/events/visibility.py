"""Which events a reader sees."""

from sqlalchemy import ColumnElement, and_, or_

from hub.core.access import Actor, Role, audience_visible
from hub.events.models import Event, EventStatus


def visible_events(reader: Actor) -> ColumnElement[bool]:
    """SQL condition over Event: its audience includes the reader; a draft is for its author and the organisers."""
    of_audience = audience_visible(Event.audience, reader)
    if reader.has(Role.ADMINISTRATOR) or reader.has(Role.ORGANISER):
        return of_audience
    announced = and_(of_audience, Event.status != EventStatus.DRAFT.value)
    return announced if reader.is_visitor else or_(announced, Event.created_by_id == reader.person_id)
