"""Whether registration is open, and if not, why."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from hub.core.locale import gettext
from hub.events.models import EventStatus


class Window(StrEnum):
    NONE = "none"
    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


class Registrable(Protocol):
    """What decides whether people may register."""

    @property
    def takes_registrations(self) -> bool: ...
    @property
    def status(self) -> str: ...
    @property
    def opens_at(self) -> datetime | None: ...
    @property
    def closes_at(self) -> datetime | None: ...


def window_of(event: Registrable, last_end: datetime | None, now: datetime) -> Window:
    """`last_end`: when the last of its dates is over."""
    if not event.takes_registrations:
        return Window.NONE
    if event.status != EventStatus.PUBLISHED:
        return Window.CLOSED
    if event.opens_at is not None and now < event.opens_at:
        return Window.EARLY
    if any(end is not None and now >= end for end in (event.closes_at, last_end)):
        return Window.CLOSED
    return Window.OPEN


def window_for(event: Registrable, last_end: datetime | None, now: datetime, *, is_invited: bool) -> Window:
    """An invitation can be accepted until the event is over, whenever others may register, and if they may at all."""
    if not is_invited or event.status != EventStatus.PUBLISHED:
        return window_of(event, last_end, now)
    return Window.CLOSED if last_end is not None and now >= last_end else Window.OPEN


def refusal(window: Window) -> str:
    """In the reader's language; "" when registration is open."""
    match window:
        case Window.NONE:
            return gettext("This event takes no registrations here.")
        case Window.EARLY:
            return gettext("Registration is not open yet.")
        case Window.CLOSED:
            return gettext("Registration is closed.")
        case _:
            return ""
