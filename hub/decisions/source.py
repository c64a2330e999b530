"""What the register must know of a meeting or topic that takes decisions."""

from dataclasses import dataclass
from datetime import date

from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """`series`: what ties sources whose actions are followed from one to the next, or ""."""

    ref: Ref
    title: MultilingualText
    held_on: date
    audience: str
    series: str = ""
