"""Tables of events."""

from hub.events.models.agenda import AgendaItem, AgendaStatus
from hub.events.models.event import Event, EventFormat, EventKind, EventStatus, event_region, event_theme
from hub.events.models.feed import CalendarFeed, CalendarState
from hub.events.models.minutes import Minutes, MinutesVersion
from hub.events.models.occurrence import EventChange, Occurrence
from hub.events.models.registration import REMOVED, AnsweredBy, Registration, RegistrationStatus
from hub.events.models.series import EventSeries

__all__ = [
    "REMOVED",
    "AgendaItem",
    "AgendaStatus",
    "AnsweredBy",
    "CalendarFeed",
    "CalendarState",
    "Event",
    "EventChange",
    "EventFormat",
    "EventKind",
    "EventSeries",
    "EventStatus",
    "Minutes",
    "MinutesVersion",
    "Occurrence",
    "Registration",
    "RegistrationStatus",
    "event_region",
    "event_theme",
]
