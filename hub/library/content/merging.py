"""Two people edit one record at the same time: join what does not clash, show what does."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.library.content.content import Content, Value


@dataclass(frozen=True, slots=True)
class Merge:
    """`accepted`: changes to apply on the latest content. `clashes`: field to the other editor's value."""

    accepted: Mapping[str, Value]
    clashes: Mapping[str, Value]


def merge(base: Content, latest: Content, mine: Mapping[str, Value], language: str | None = None) -> Merge:
    """Three-way merge by field. `mine`: every field of the posted form, changed or not; `base`: what that form showed."""
    accepted: dict[str, Value] = {}
    clashes: dict[str, Value] = {}
    for name, value in mine.items():
        before, theirs = base.value(name, language), latest.value(name, language)
        if value in (before, theirs):
            continue
        if theirs == before:
            accepted[name] = value
        else:
            clashes[name] = theirs
    return Merge(accepted, clashes)
