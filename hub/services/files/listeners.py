"""Who wants to know that the files of a thing, or what is known of their text, have changed (search does)."""

from collections.abc import Callable, Iterable

from hub.core.db import DbSession
from hub.core.registry import Ref

Listener = Callable[[DbSession, list[Ref]], None]

_listeners: list[Listener] = []


def when_files_change(listener: Listener) -> None:
    """`listener(session, owners)` is called in the transaction of the change, after the flush. The same one again changes
    nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def files_changed(session: DbSession, owners: Iterable[Ref]) -> None:
    """Tell them. Called by this service only."""
    changed = sorted(set(owners))
    for listener in _listeners:
        listener(session, changed)
