"""What a citation needs to know about a record, whatever the format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """A region (ISO 3166-2 code) or a country's place (ISO 3166-1 code)."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A published record in one language. `authors` are institutions, never persons.

    `address` names the record, `version_address` exactly this text of it. `period`: an ISO 8601-2 interval of years.
    """

    id: int
    kind: str
    title: str
    abstract: str
    language: str
    authors: tuple[str, ...]
    publisher: str
    published: date
    modified: date
    version: int
    address: str
    version_address: str
    keywords: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    period: str = ""
    licence: str = ""
    licence_address: str = ""
    sources: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Citation key: stable, ASCII: `hub-record-12-v3`."""
        return f"hub-record-{self.id}-v{self.version}"
