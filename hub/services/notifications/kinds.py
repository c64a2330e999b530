"""The kinds of notifications, and the kinds of things that can be watched, each registered by the room they are of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from hub.core.db import DbSession
from hub.core.locale import LazyString, lazy_gettext
from hub.core.registry import Ref
from hub.services.notifications.choices import Channel

Told = Mapping[str, Any]

CONCERNS_YOU = lazy_gettext("It concerns you.")
GENERAL = lazy_gettext("General")


class Quoted(NamedTuple):
    """What somebody wrote, for the mail that tells of it: cooked, the same as plain text, and its language."""

    html: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class NotificationKind:
    """`label`: what the settings call it ("Somebody mentions me in the forum"). `sentence`: one line in the reader's
    language, plain text. `why`: the reason given to those whom the act concerns, a sentence of its own. `area`: the heading
    it stands under in the settings. `default`: its channel until a person chooses another. `is_personal`: addressed to the
    person, not only about a thing that concerns them; passes "only what is addressed to me". `quote(session, ref, data)`:
    the text told of, for immediate mail. `is_mutable`: False for what nobody may switch off.
    """

    name: str
    label: LazyString
    sentence: Callable[[Told], str]
    why: LazyString = CONCERNS_YOU
    area: LazyString = GENERAL
    default: Channel = Channel.DIGEST
    is_personal: bool = False
    quote: Callable[[DbSession, Ref, Told], Quoted | None] | None = None
    is_mutable: bool = True

    @property
    def channels(self) -> tuple[Channel, ...]:
        """What a person may choose from."""
        return tuple(channel for channel in Channel if self.is_mutable or channel is not Channel.OFF)


@dataclass(frozen=True, slots=True)
class Watchable:
    """A kind of content that people watch. `why`: the reason given to those who watch one ("You watch this topic.").
    `invitation`: what the control asks ("Tell me of this topic"). `container(session, id)`: the thing whose level counts
    where none is chosen for this one.
    """

    kind: str
    why: LazyString
    invitation: LazyString
    container: Callable[[DbSession, int], Ref | None] | None = None


_kinds: dict[str, NotificationKind] = {}
_watchables: dict[str, Watchable] = {}


def register_kind(kind: NotificationKind) -> None:
    """Add a kind. The same name again replaces it (an app built twice in one process)."""
    _kinds[kind.name] = kind


def kinds() -> Mapping[str, NotificationKind]:
    """Every registered kind, by name."""
    return _kinds


def register_watchable(watchable: Watchable) -> None:
    """Let people watch things of a kind. The same kind again replaces it."""
    _watchables[watchable.kind] = watchable


def watchables() -> Mapping[str, Watchable]:
    """What can be watched, by kind of content."""
    return _watchables


def container_of(session: DbSession, ref: Ref) -> Ref | None:
    """The thing that `ref` lies in, where people watch such things."""
    found = _watchables.get(ref.kind)
    return found.container(session, ref.id) if found and found.container else None
