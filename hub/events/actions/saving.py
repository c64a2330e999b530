"""Creating and editing an event."""

import uuid

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import CASABLANCA_NAME, utcnow
from hub.core.db import commit, db
from hub.core.errors import Conflict, Forbidden, Invalid
from hub.core.locale import gettext
from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref
from hub.events.actions.finding import editable_event
from hub.events.actions.marking import mark_calendars, mark_changed, unfold_again
from hub.events.actions.promoting import fill_free_seats
from hub.events.auditing import CHANGED, CREATED
from hub.events.draft import EventDraft, problems
from hub.events.models import Event, EventSeries, EventStatus
from hub.events.notifications import tell_moved, tell_seats
from hub.network.models import Region, Theme
from hub.services import audit, links
from hub.services.text import cook
from hub.web.addresses import absolute

UID_HOST = "regions-migration-hub"


class EditConflict(Conflict):
    """Somebody saved the event since the form was opened; `event` holds what is there now."""

    def __init__(self, event: Event) -> None:
        super().__init__(gettext("Somebody else changed this event while you were writing."))
        self.event = event


def new_uid() -> str:
    return f"{uuid.uuid4()}@{UID_HOST}"


def create_event(actor: Actor, draft: EventDraft) -> Event:
    """Raises Forbidden, or Invalid with messages by field."""
    guard(actor, Permission.EVENTS_EVENT_CREATE)
    _check(actor, draft, None)
    event = Event(uid=new_uid(), created_by_id=actor.person_id, created_at=utcnow())
    _write(event, draft)
    event.status = (EventStatus.PUBLISHED if draft.publish else EventStatus.DRAFT).value
    event.updated_at = event.created_at
    db.session.add(event)
    unfold_again(event)
    mark_calendars(event.updated_at)
    db.session.flush()
    links.mention(db.session, actor, Ref("event", event.id), [event.description_html])
    audit.record(db.session, actor, CREATED, Ref("event", event.id))
    commit()
    return event


def edit_event(actor: Actor, event_id: int, draft: EventDraft, version: int) -> Event:
    """`version`: the one that the form was filled with. Raises NotFound, Forbidden, Invalid or EditConflict.

    A published event stays published; times, repetition and place that change raise its SEQUENCE.
    """
    event = editable_event(actor, event_id)
    if event.version != version:
        raise EditConflict(event)
    _check(actor, draft, event)
    before, text = _announced(event), event.description_html
    _write(event, draft)
    links.mention(db.session, actor, Ref("event", event.id), [event.description_html], [text])
    if draft.publish and event.is_draft:
        event.status = EventStatus.PUBLISHED.value
    unfold_again(event)
    tell_seats(event, fill_free_seats(event))
    is_moved = _announced(event) != before
    mark_changed(event, reschedules=is_moved)
    if is_moved:
        tell_moved(event, actor)
    audit.record(db.session, actor, CHANGED, Ref("event", event.id))
    commit()
    return event


def _check(actor: Actor, draft: EventDraft, event: Event | None) -> None:
    messages = problems(draft)
    if draft.audience not in actor.audiences and not (event and draft.audience == event.audience):
        messages["audience"] = gettext("Choose one of the list.")
    if event is not None and draft.capacity is not None and draft.capacity < event.registered_count:
        messages["capacity"] = gettext(
            "%(count)s people are registered already: the capacity cannot be smaller.", count=event.registered_count
        )
    if not _may_place(actor, draft, event):
        messages["regions"] = gettext("You may announce events of your own region only: choose it here.")
    if draft.series_id is not None and db.session.get(EventSeries, draft.series_id) is None:
        messages["series"] = gettext("Choose one of the list.")
    if messages:
        raise Invalid(messages)


def _may_place(actor: Actor, draft: EventDraft, event: Event | None) -> bool:
    """A new event, or one moved to other regions, lies where the actor may create."""
    if event is not None and draft.regions == event.region_codes:
        return True
    try:
        guard(actor, Permission.EVENTS_EVENT_CREATE, draft.regions)
    except Forbidden:
        return False
    return True


def _announced(event: Event) -> tuple[object, ...]:
    return (event.schedule, event.rule_text, event.place, event.call_link, event.status)


def _write(event: Event, draft: EventDraft) -> None:
    event.kind, event.format, event.audience = draft.kind, draft.format, draft.audience
    event.title, event.language = draft.title, draft.language
    if event.description != draft.description or not event.description_html:
        cooked = cook(draft.description, language=draft.language, base_url=absolute(""))
        event.description, event.description_html, event.description_text = (
            draft.description,
            cooked.html,
            cooked.plain,
        )
    _set_schedule(event, draft)
    event.rule_text = str(draft.rule) if draft.rule else ""
    event.place, event.call_link = draft.place, draft.call_link
    event.organisers = list(draft.organisers)
    event.sources = list(draft.sources)
    event.is_illustrative = draft.is_illustrative
    event.series = _series(draft)
    event.takes_registrations, event.capacity = draft.takes_registrations, draft.capacity
    event.opens_at, event.closes_at = draft.opens_at, draft.closes_at
    event.regions = list(db.session.scalars(select(Region).where(Region.code.in_(sorted(draft.regions)))))
    event.themes = list(db.session.scalars(select(Theme).where(Theme.code.in_(sorted(draft.themes)))))


def _set_schedule(event: Event, draft: EventDraft) -> None:
    schedule = draft.schedule
    event.first_day, event.last_day = (schedule.first_day, schedule.last_day) if schedule else (None, None)
    event.start_time, event.end_time = (schedule.start_time, schedule.end_time) if schedule else (None, None)
    event.zone = schedule.zone if schedule else CASABLANCA_NAME
    event.date_note = "" if schedule else draft.date_note


def _series(draft: EventDraft) -> EventSeries | None:
    if draft.new_series.strip():
        return EventSeries(title=MultilingualText({draft.language: draft.new_series.strip()[:200]}))
    return db.session.get(EventSeries, draft.series_id) if draft.series_id is not None else None
