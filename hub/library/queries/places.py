"""Names of themes, regions and groups."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from flask import current_app
from sqlalchemy import select

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.core.multilingual import MultilingualText
from hub.network.models import Group, Region, Theme

Names = Mapping[str, MultilingualText]
T = TypeVar("T")


@dataclass
class NameCache:
    """Names that every page of the library prints and that change a few times a year: kept for `lifetime` seconds."""

    lifetime: float = 20.0
    _kept: dict[tuple[str, str], tuple[float, object]] = field(default_factory=dict)

    def get(self, key: tuple[str, str], load: Callable[[], T]) -> T:
        until, value = self._kept.get(key, (0.0, None))
        if until < time.monotonic():
            value = load()
            self._kept[key] = (time.monotonic() + self.lifetime, value)
        return value  # type: ignore[return-value]


def _cached(what: str, language: str, load: Callable[[], T]) -> T:
    cache: NameCache = current_app.extensions["library_names"]
    return cache.get((what, language), load)


def theme_names(session: DbSession) -> Names:
    """All themes, in their order; those no longer active included: records keep them."""
    statement = select(Theme.code, Theme.name).order_by(Theme.position)
    return _cached("themes", "", lambda: {row.code: row.name for row in session.execute(statement)})


def region_names(session: DbSession) -> Names:
    statement = select(Region.code, Region.name).order_by(Region.code)
    return _cached("regions", "", lambda: {row.code: row.name for row in session.execute(statement)})


def spoken_themes(session: DbSession) -> Mapping[str, str]:
    """Names in the reader's language, worked out once for many pages."""
    return _cached("themes", current_language().code, lambda: _spoken(theme_names(session)))


def spoken_regions(session: DbSession) -> Mapping[str, str]:
    return _cached("regions", current_language().code, lambda: _spoken(region_names(session)))


def _spoken(names: Names) -> dict[str, str]:
    return {code: str(name) for code, name in names.items()}


def group_names(session: DbSession, reader: Actor) -> Mapping[int, MultilingualText]:
    """The reader's working groups."""
    rows = session.execute(
        select(Group.id, Group.name).where(Group.id.in_(sorted(reader.group_ids))).order_by(Group.id)
    )
    return {row.id: row.name for row in rows}
