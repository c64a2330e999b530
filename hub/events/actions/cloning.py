"""Beginning an event from another one."""

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.events.actions.finding import locked_event
from hub.events.actions.marking import mark_calendars, unfold_again
from hub.events.actions.saving import new_uid
from hub.events.models import AgendaItem, AgendaStatus, Event, EventStatus

COPIED = [
    "kind",
    "audience",
    "title",
    "language",
    "description",
    "description_html",
    "description_text",
    "first_day",
    "last_day",
    "start_time",
    "end_time",
    "zone",
    "date_note",
    "format",
    "place",
    "call_link",
    "organisers",
    "series_id",
    "takes_registrations",
    "capacity",
]


def clone_event(actor: Actor, event_id: int) -> Event:
    """A draft of the actor's with the same content and accepted agenda, and nobody registered.

    The repetition, the sources and the registration dates are not copied: they belong to the first one.
    """
    original = locked_event(actor, event_id)
    guard(actor, Permission.EVENTS_EVENT_CREATE, original.region_codes)
    now = utcnow()
    copy = Event(uid=new_uid(), status=EventStatus.DRAFT.value, created_by_id=actor.person_id)
    copy.created_at = copy.updated_at = now
    for name in COPIED:
        setattr(copy, name, getattr(original, name))
    copy.regions, copy.themes = list(original.regions), list(original.themes)
    db.session.add(copy)
    unfold_again(copy)
    db.session.flush()
    items = select(AgendaItem).where(AgendaItem.event_id == original.id, AgendaItem.status == AgendaStatus.ACCEPTED)
    for position, item in enumerate(db.session.scalars(items.order_by(AgendaItem.position, AgendaItem.id)), start=1):
        db.session.add(
            AgendaItem(
                event_id=copy.id,
                position=position,
                title=item.title,
                language=item.language,
                notes=item.notes,
                notes_html=item.notes_html,
                minutes=item.minutes,
                presenter=item.presenter,
                region_code=item.region_code,
                created_by_id=actor.person_id,
                created_at=now,
            )
        )
    mark_calendars(now)
    commit()
    return copy
