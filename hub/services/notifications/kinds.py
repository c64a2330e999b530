"""The kinds of notifications, each registered by the room that sends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.core.locale import LazyString

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NotificationKind:
    """`label`: what the settings call it ("Replies in topics that I follow"). `sentence`: one line in the reader's
    language, plain text. `is_mutable`: False for what nobody may switch off."""

    name: str
    label: LazyString
    sentence: Callable[[Told], str]
    is_mutable: bool = True


_kinds: dict[str, NotificationKind] = {}


def register_kind(kind: NotificationKind) -> None:
    """Add a kind. The same name again replaces it (an app built twice in one process)."""
    _kinds[kind.name] = kind


def kinds() -> Mapping[str, NotificationKind]:
    """Every registered kind, by name."""
    return _kinds
