"""What can be flagged. A room registers its kinds when the app is built."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import ContentKind, registry
from hub.services.moderation.models import Outcome


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A flagged thing as moderators see it. `edit_address`: where it can be put right, empty when only its author can.
    `is_gone`: hidden or removed by now."""

    title: str
    address: str
    excerpt: str
    language: str
    author_id: int | None = None
    author: str = ""
    written_at: datetime | None = None
    edit_address: str = ""
    is_gone: bool = False


Act = Callable[[Actor, int, str], None]
"""`(actor, id, ground)`: does it and commits."""


@dataclass(frozen=True, slots=True)
class FlaggableKind:
    """`name`: of a registered content kind. `moderated_by(reader)`: SQL over its model, the things that the reader sees, gone
    ones included, and looks after. `exhibits(session, ids)`: in one query; the caller has checked the rights. `hide`,
    `delete`: None where the kind has no such thing."""

    name: str
    moderated_by: Callable[[Actor], ColumnElement[bool]]
    exhibits: Callable[[DbSession, Iterable[int]], Mapping[int, Exhibit]]
    hide: Act | None = None
    delete: Act | None = None

    @property
    def content(self) -> ContentKind:
        return registry.kinds[self.name]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        acts = ((Outcome.HIDDEN, self.hide), (Outcome.DELETED, self.delete))
        return (Outcome.NOTHING, Outcome.EDITED, *(outcome for outcome, act in acts if act))


_kinds: dict[str, FlaggableKind] = {}


def register_flaggable(kind: FlaggableKind) -> None:
    """The same name again replaces it (an app built twice in one process)."""
    _kinds[kind.name] = kind


def flaggable_kinds() -> Mapping[str, FlaggableKind]:
    return _kinds
