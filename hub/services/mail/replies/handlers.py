"""What a reply by mail does: each room says it for its kinds.

    register_reply_handler("topic", answer_by_mail)

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


_handlers: dict[str, Callable[[Reply], None]] = {}


def register_reply_handler(kind: str, handler: Callable[[Reply], None]) -> None:
    """The same kind again replaces it (an app built twice in one process)."""
    _handlers[kind] = handler


def takes_replies(kind: str) -> bool:
    return kind in _handlers


def handle(kind: str, reply: Reply) -> None:
    """Raises KeyError for a kind that takes none."""
    _handlers[kind](reply)
