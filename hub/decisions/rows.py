"""What pages show of the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hub.core.multilingual import MultilingualText
from hub.core.registry import Ref


@dataclass(frozen=True, slots=True)
class ActionRow:
    id: int
    decision_id: int
    number: str
    text: str
    language: str
    owner_id: int | None
    owner: str
    institution: str
    region_code: str | None
    due_on: date
    status: str
    closed_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    id: int
    number: str
    text: str
    language: str
    status: str
    decided_on: date
    source: Ref
    source_title: MultilingualText
    created_by_id: int | None
    actions: Sequence[ActionRow] = ()


@dataclass(frozen=True, slots=True)
class NoteRow:
    author: str
    text: str
    language: str
    status: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the register is narrowed to. `status`: an action's, or `overdue`."""

    status: str = ""
    region: str = ""
    institution: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.status or self.region or self.institution or self.text)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many actions of the register are where."""

    open: int
    overdue: int
    done: int
