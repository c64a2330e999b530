"""Inviting people to an event."""

from sqlalchemy import func, insert, select

from hub.core.access import Actor
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.events.actions.finding import editable_event
from hub.events.auditing import INVITED
from hub.events.models import Event, EventStatus, Occurrence, Registration, RegistrationStatus
from hub.events.notifications import tell_invited
from hub.events.queries.invitees import Wanted, ids_of_chosen, ids_of_wanted
from hub.services import audit

MOST_AT_ONCE = 300


def invite_chosen(actor: Actor, event_id: int, chosen: frozenset[int]) -> int:
    """Invite people found by name. Who has been asked before, has answered, or may not see the event is passed over: nobody
    who declined is asked again. Returns how many are invited. Raises NotFound, Forbidden or Invalid."""
    event = _open_event(actor, event_id)
    if not chosen:
        raise Invalid({"person": gettext("Choose somebody.")})
    return _invite(actor, event, ids_of_chosen(db.session, event.id, event.audience, chosen))


def invite_all(actor: Actor, event_id: int, wanted: Wanted) -> int:
    """Invite everybody of a region, a role or a group, also those who are not in the directory. Raises as above."""
    event = _open_event(actor, event_id)
    if wanted.group_id is not None and wanted.group_id not in actor.group_ids and not actor.is_administrator:
        raise Invalid({"group": gettext("Choose one of the list.")})
    return _invite(actor, event, ids_of_wanted(db.session, event.id, event.audience, wanted, MOST_AT_ONCE + 1))


def _open_event(actor: Actor, event_id: int) -> Event:
    event = editable_event(actor, event_id)
    last_end = db.session.scalar(select(func.max(Occurrence.ends_at)).where(Occurrence.event_id == event.id))
    if event.status != EventStatus.PUBLISHED:
        raise Invalid({"": gettext("People are invited to published events.")})
    if last_end is not None and last_end <= utcnow():
        raise Invalid({"": gettext("This event is over.")})
    return event


def _invite(actor: Actor, event: Event, person_ids: list[int]) -> int:
    if len(person_ids) > MOST_AT_ONCE:
        raise Invalid({"": gettext("At most %(count)s people at once: narrow the choice.", count=MOST_AT_ONCE)})
    if not person_ids:
        return 0
    now = utcnow()
    rows = [
        {
            "event_id": event.id,
            "person_id": person_id,
            "status": RegistrationStatus.INVITED.value,
            "asked_at": now,
            "changed_at": now,
            "invited_at": now,
            "invited_by_id": actor.person_id,
            "answered_by": "",
        }
        for person_id in person_ids
    ]
    db.session.execute(insert(Registration), rows)
    audit.record(db.session, actor, INVITED, Ref("event", event.id), count=len(rows))
    tell_invited(event, person_ids, actor)
    commit()
    return len(rows)
