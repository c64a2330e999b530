"""What a search is narrowed to, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from hub.core.registry import Ref

from .asking import Question
from .marks import language_mark, region_mark, subject_mark, theme_mark


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrows to; None: everything. kind: of what the hits show."""

    kind: str | None = None
    theme: str | None = None
    region: str | None = None
    language: str | None = None

    def marks(self) -> list[str]:
        chosen = (
            (self.kind, subject_mark),
            (self.theme, theme_mark),
            (self.region, region_mark),
            (self.language, language_mark),
        )
        return [mark(value) for value, mark in chosen if value]

    def refused_by(self, kind: str, language: str, regions: Iterable[str], themes: Iterable[str]) -> tuple[str, ...]:
        """Names of the choices that a document does not meet."""
        return tuple(
            name
            for name, wanted, own in (
                ("kind", self.kind, (kind,)),
                ("language", self.language, (language,)),
                ("region", self.region, regions),
                ("theme", self.theme, themes),
            )
            if wanted and wanted not in own
        )


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class FileHit:
    """Where in a thing's file the words are. address: of the file, at the page if it can be opened there. page: 0 for files
    that have none."""

    name: str
    page: int
    address: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, by the document of it that fits best. file: when that is a page of its file."""

    ref: Ref
    address: str
    title: Markup
    snippet: Markup
    language: str
    moment: datetime | None
    regions: tuple[str, ...]
    file: FileHit | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits have a value; `at_least` when candidates of it were cut off."""

    value: str
    number: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts by value, most first. Each facet is counted with the other choices in force, not with its own."""

    kind: tuple[Count, ...] = ()
    theme: tuple[Count, ...] = ()
    region: tuple[Count, ...] = ()
    language: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits. relaxed: nothing had all the words, these have some. is_cut: `total` is a lower bound."""

    question: Question
    hits: tuple[Hit, ...] = ()
    facets: Facets = field(default_factory=Facets)
    total: int = 0
    is_cut: bool = False
    relaxed: bool = False
    next_cursor: str | None = None
    previous_cursor: str | None = None
