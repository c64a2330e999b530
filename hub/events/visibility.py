"""Which events a reader sees."""

from sqlalchemy import ColumnElement, and_, exists, or_

from hub.core.access import Actor, Role, audience_visible
from hub.events.models import Event, EventStatus, Minutes, event_region


def visible_events(reader: Actor) -> ColumnElement[bool]:
    """SQL condition over Event: its audience includes the reader; a draft is for its author and the organisers."""
    of_audience = audience_visible(Event.audience, reader)
    if reader.has(Role.ADMINISTRATOR) or reader.has(Role.ORGANISER):
        return of_audience
    announced = and_(of_audience, Event.status != EventStatus.DRAFT.value)
    return announced if reader.is_visitor else or_(announced, Event.created_by_id == reader.person_id)


def visible_minutes(reader: Actor) -> ColumnElement[bool]:
    """SQL condition over Minutes: those of visible events once published, before that for who may edit the event."""
    of_event = exists().where(Event.id == Minutes.event_id, visible_events(reader))
    if reader.has(Role.ADMINISTRATOR) or reader.has(Role.ORGANISER):
        return of_event
    if reader.is_visitor:
        return and_(of_event, Minutes.is_published)
    written = exists().where(Event.id == Minutes.event_id, Event.created_by_id == reader.person_id)
    codes = [region for role, region in reader.grants if role is Role.FOCAL_POINT and region]
    mine = exists().where(event_region.c.event_id == Minutes.event_id, event_region.c.region_code.in_(codes))
    others = exists().where(event_region.c.event_id == Minutes.event_id, event_region.c.region_code.not_in(codes))
    return and_(of_event, or_(Minutes.is_published, written, and_(mine, ~others)))
