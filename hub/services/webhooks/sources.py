"""What can be told of: each room says which change of a row is which event.

A room registers for a model a pure function of the row and of what it held before the flush:

    register_source(Source(Topic, ("topic.created",), lambda row, was: Happening("topic.created", Ref("topic", row.id))
        if was is None else None))

Why rows, and not the audit or a call in each action: the audit tells what must be accounted for, not what is news (a post is
not in it), and its names are for people; and a call is what the next action forgets. Every way to write goes through the
session: pages, API, jobs, replies by mail. Search follows rows in the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.core.locale import LazyString
from hub.core.registry import Ref


@dataclass(frozen=True, slots=True)
class Happening:
    """`version`: of the thing, so that one who listens knows whether it has seen this."""

    event: str
    ref: Ref
    version: int = 1


class Before:
    """What a row held before the flush: `was("status")`; the present value where it did not change."""

    def __init__(self, row: Any, changed: Mapping[str, Any]) -> None:
        self._row = row
        self._changed = changed

    def __call__(self, name: str) -> Any:
        return self._changed[name] if name in self._changed else getattr(self._row, name)

    def has_changed(self, name: str) -> bool:
        return name in self._changed


Tell = Callable[[Any, Before | None], Happening | None]
"""The row, and what was before; None when it is new."""


@dataclass(frozen=True, slots=True)
class Source:
    """`watched`: the columns whose change `tell` asks about."""

    model: type[Any]
    watched: tuple[str, ...]
    tell: Tell


_sources: dict[type[Any], Source] = {}
_events: dict[str, LazyString] = {}


def register_source(source: Source, events: Mapping[str, LazyString]) -> None:
    """When the app is built. `events`: what each of its events is called."""
    _sources[source.model] = source
    _events.update(events)


def source_of(row: Any) -> Source | None:
    """Also of a subclass's row."""
    return next((_sources[one] for one in type(row).__mro__ if one in _sources), None)


def event_labels() -> Mapping[str, LazyString]:
    """Every event that can be told, by name."""
    return _events
