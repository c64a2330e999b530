"""Pages of the room."""

from hub.events.views import (
    agenda,
    calendar,
    dates,
    decisions,
    editing,
    feeds,
    invitations,
    materials,
    minutes,
    page,
    registrations,
)
from hub.events.views.room import blueprint

__all__ = [
    "agenda",
    "blueprint",
    "calendar",
    "dates",
    "decisions",
    "editing",
    "feeds",
    "invitations",
    "materials",
    "minutes",
    "page",
    "registrations",
]
