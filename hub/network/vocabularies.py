"""Names of themes and regions. Every page prints some and they change a few times a year, so each process keeps them for
`LIFETIME` seconds: a rename shows that much later, at once in the process where it was made."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from flask import current_app
from sqlalchemy import select

from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.core.multilingual import MultilingualText
from hub.network.models import Region, Theme

LIFETIME = 20.0

Names = Mapping[str, MultilingualText]
T = TypeVar("T")


@dataclass
class NameCache:
    """What was read, by what it is and the language, until when."""

    _kept: dict[tuple[str, str], tuple[float, object]] = field(default_factory=dict)

    def get(self, key: tuple[str, str], load: Callable[[], T]) -> T:
        until, value = self._kept.get(key, (0.0, None))
        if until < time.monotonic():
            value = load()
            self._kept[key] = (time.monotonic() + LIFETIME, value)
        return value  # type: ignore[return-value]


def forget_names() -> None:
    """Read them again: a name was changed."""
    current_app.extensions["network_names"] = NameCache()


def theme_names(session: DbSession) -> Names:
    """All themes by code, in their order; those no longer active included: what carries one keeps it."""
    statement = select(Theme.code, Theme.name).order_by(Theme.position)
    return _cached("themes", "", lambda: {row.code: row.name for row in session.execute(statement)})


def offered_themes(session: DbSession, kept: Collection[str] = ()) -> Names:
    """The themes that a form offers: those in use, and those that the thing carries already (`kept`)."""
    in_use = _cached("themes in use", "", lambda: frozenset(session.scalars(select(Theme.code).where(Theme.is_active))))
    return {code: name for code, name in theme_names(session).items() if code in in_use or code in kept}


def region_names(session: DbSession) -> Names:
    """The twelve regions by code, in the order of their codes."""
    statement = select(Region.code, Region.name).order_by(Region.code)
    return _cached("regions", "", lambda: {row.code: row.name for row in session.execute(statement)})


def spoken_themes(session: DbSession) -> Mapping[str, str]:
    """Names in the reader's language, worked out once for many pages."""
    return _cached("themes", current_language().code, lambda: _spoken(theme_names(session)))


def spoken_regions(session: DbSession) -> Mapping[str, str]:
    return _cached("regions", current_language().code, lambda: _spoken(region_names(session)))


def _cached(what: str, language: str, load: Callable[[], T]) -> T:
    cache: NameCache = current_app.extensions.setdefault("network_names", NameCache())
    return cache.get((what, language), load)


def _spoken(names: Names) -> dict[str, str]:
    return {code: str(name) for code, name in names.items()}
