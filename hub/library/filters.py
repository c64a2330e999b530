"""The state of the library's list, as the address carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from hub.core.locale import LANGUAGES
from hub.library.content.fields import RecordKind
from hub.library.content.vocabulary import MATURITIES

FACETS = ("kind", "theme", "region", "maturity", "text")


@dataclass(frozen=True, slots=True)
class Filters:
    """One value for each facet, empty when not chosen. `text`: a language that the record has a version in (`lang` is
    the interface's). Unknown values are dropped."""

    kind: str = ""
    theme: str = ""
    region: str = ""
    maturity: str = ""
    text: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Filters":
        known: dict[str, set[str]] = {"kind": set(RecordKind), "maturity": set(MATURITIES), "text": set(LANGUAGES)}
        chosen = {name: query.get(name, "")[:16] for name in FACETS}
        return cls(**{name: value if value in known.get(name, {value}) else "" for name, value in chosen.items()})

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))

    def without(self, facet: str) -> "Filters":
        return replace(self, **{facet: ""})

    def toggled(self, facet: str, value: str) -> "Filters":
        """The same filters with a facet's value chosen, or let go when it was chosen."""
        return replace(self, **{facet: "" if getattr(self, facet) == value else value})

    @property
    def query(self) -> str:
        """`?theme=P01&region=02`, in a fixed order, or nothing."""
        pairs = [(facet, value) for facet in FACETS if (value := getattr(self, facet))]
        return f"?{urlencode(pairs)}" if pairs else ""
