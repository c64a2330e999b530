"""Events for tests."""

from datetime import date, time
from typing import Any

from hub.core.access import Actor
from hub.core.clock import CASABLANCA_NAME
from hub.core.multilingual import MultilingualText
from hub.events.actions.saving import create_event
from hub.events.draft import EventDraft
from hub.events.models import Event
from hub.events.schedule import Schedule

DAY = date(2027, 3, 9)


def schedule(
    first: date = DAY,
    last: date | None = None,
    start: str | None = "10:00",
    end: str | None = "13:00",
    zone: str = CASABLANCA_NAME,
) -> Schedule:
    """A Tuesday morning in Casablanca unless told otherwise; `start` None: whole days."""
    hours = [time.fromisoformat(hour) if hour else None for hour in (start, end)]
    return Schedule(first, last or first, hours[0], hours[1] if start else None, zone)


def draft(**values: Any) -> EventDraft:
    given = {
        "kind": "workshop",
        "title": MultilingualText(fr="Atelier d’essai", ar="ورشة تجريبية"),
        "language": "fr",
        "description": "Un *atelier*.",
        "schedule": schedule(),
        "audience": "public",
        "place": "Oujda",
    }
    return EventDraft(**{**given, **values})


def event(actor: Actor, **values: Any) -> Event:
    """A committed event."""
    return create_event(actor, draft(**values))
