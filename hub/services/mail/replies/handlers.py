"""What a reply by mail does: each room says it for its kinds.

    register_reply_handler("topic", answer_by_mail)
    register_calendar_handler(answer_by_calendar)

The handler calls the room's own action with the person as actor, so that every right is asked again at that moment. It
raises what the action raises; its messages go back to the author, in their language.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hub.core.access import Actor


@dataclass(frozen=True, slots=True)
class Reply:
    """`text`: the author's own words, as Markdown. `token`: the same for the same mail, for an action that takes one against
    doubles (64 characters at most)."""

    actor: Actor
    thing_id: int
    text: str
    token: str


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """What somebody's calendar sent to the hub's mailbox. `sender`: the address it came from; whose answer it is, and to what,
    is for the handler to prove; a HubError of its refuses it. `calendar`: iCalendar text with METHOD:REPLY (RFC 5546)."""

    sender: str
    calendar: str


_calendar_handlers: list[Callable[[CalendarReply], None]] = []
_handlers: dict[str, Callable[[Reply], None]] = {}


def register_reply_handler(kind: str, handler: Callable[[Reply], None]) -> None:
    """The same kind again replaces it (an app built twice in one process)."""
    _handlers[kind] = handler


def takes_replies(kind: str) -> bool:
    return kind in _handlers


def handle(kind: str, reply: Reply) -> None:
    """Raises KeyError for a kind that takes none."""
    _handlers[kind](reply)


def register_calendar_handler(handler: Callable[[CalendarReply], None]) -> None:
    """The latest one counts (an app built twice in one process)."""
    _calendar_handlers[:] = [handler]


def takes_calendars() -> bool:
    return bool(_calendar_handlers)


def handle_calendar(reply: CalendarReply) -> None:
    for handler in _calendar_handlers:
        handler(reply)
