"""Items of an agenda: proposed by regions, accepted or deferred, put in order by the organiser."""

from dataclasses import dataclass

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard, may
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.core.locale import gettext
from hub.events.actions.finding import editable_event, locked_event
from hub.events.models import AgendaItem, AgendaStatus, Event
from hub.events.notifications import tell_answer, tell_proposal
from hub.services.text import cook

TITLE_LIMIT = 200
NOTES_LIMIT = 5_000
MAX_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class NewItem:
    """`minutes`: length, 0 when not said. `region_code`: the region that proposes it."""

    title: str
    language: str
    notes: str = ""
    minutes: int = 0
    presenter: str = ""
    region_code: str | None = None


def add_item(actor: Actor, event_id: int, new: NewItem) -> AgendaItem:
    """Accepted at once from those who may edit the event; a proposal from other focal points. Raises Invalid."""
    event = locked_event(actor, event_id)
    is_editor = may(actor, Permission.EVENTS_EVENT_EDIT, event)
    if not is_editor:
        guard(actor, Permission.EVENTS_AGENDA_PROPOSE, event)
        if new.region_code is not None and new.region_code not in actor.regions:
            raise Forbidden(Permission.EVENTS_AGENDA_PROPOSE)
    _check(new)
    item = AgendaItem(
        event_id=event.id,
        position=_last_position(event) + 1,
        status=(AgendaStatus.ACCEPTED if is_editor else AgendaStatus.PROPOSED).value,
        created_by_id=actor.person_id,
        created_at=utcnow(),
    )
    _write(item, new)
    db.session.add(item)
    if not is_editor:
        tell_proposal(event, actor)
    commit()
    return item


def edit_item(actor: Actor, event_id: int, item_id: int, new: NewItem, status: str) -> AgendaItem:
    """Raises NotFound, Forbidden, Invalid."""
    event = editable_event(actor, event_id)
    item = _item(event, item_id)
    _check(new, status)
    _write(item, new)
    was, item.status = item.status, status
    if was != status and status != AgendaStatus.PROPOSED:
        tell_answer(event, item, actor)
    commit()
    return item


def remove_item(actor: Actor, event_id: int, item_id: int) -> None:
    db.session.delete(_item(editable_event(actor, event_id), item_id))
    commit()


def shift_item(actor: Actor, event_id: int, item_id: int, step: int) -> None:
    """`step` -1 towards the beginning, 1 towards the end; at the ends nothing happens."""
    event = editable_event(actor, event_id)
    items = _items(event)
    index = next((index for index, item in enumerate(items) if item.id == item_id), None)
    if index is None:
        raise NotFound(item_id)
    if step in (-1, 1) and 0 <= index + step < len(items):
        items[index], items[index + step] = items[index + step], items[index]
    for position, item in enumerate(items, start=1):
        item.position = position
    commit()


def _check(new: NewItem, status: str = AgendaStatus.ACCEPTED.value) -> None:
    messages = {}
    if not new.title.strip():
        messages["title"] = gettext("Give a title.")
    elif len(new.title) > TITLE_LIMIT:
        messages["title"] = gettext("At most %(count)s characters.", count=TITLE_LIMIT)
    if len(new.notes) > NOTES_LIMIT:
        messages["notes"] = gettext("At most %(count)s characters.", count=NOTES_LIMIT)
    if not 0 <= new.minutes <= MAX_MINUTES:
        messages["minutes"] = gettext("Give a whole number from 0 to %(count)s.", count=MAX_MINUTES)
    if status not in set(AgendaStatus):
        messages["status"] = gettext("Choose one of the list.")
    if messages:
        raise Invalid(messages)


def _write(item: AgendaItem, new: NewItem) -> None:
    item.title, item.language = new.title.strip(), new.language
    item.notes = new.notes
    item.notes_html = cook(new.notes, language=new.language).html if new.notes.strip() else ""
    item.minutes, item.presenter = new.minutes, new.presenter.strip()[:200]
    item.region_code = new.region_code


def _items(event: Event) -> list[AgendaItem]:
    statement = select(AgendaItem).where(AgendaItem.event_id == event.id)
    return list(db.session.scalars(statement.order_by(AgendaItem.position, AgendaItem.id)))


def _item(event: Event, item_id: int) -> AgendaItem:
    item = db.session.scalar(select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.event_id == event.id))
    if item is None:
        raise NotFound(item_id)
    return item


def _last_position(event: Event) -> int:
    return db.session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.event_id == event.id)) or 0
