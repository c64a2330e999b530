"""The structured parts of a record: what a list field holds, one dataclass for each kind of item."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Where a result or a lesson comes from: a listed source says it, or it is the editors' own suggestion."""

    SOURCED = "sourced"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Claim:
    """One result or lesson."""

    text: str
    basis: Basis = Basis.EDITORIAL


@dataclass(frozen=True, slots=True)
class Block:
    """One reusable part of a practice (PANORAMA's "building block")."""

    name: str
    purpose: str = ""
    enabling: str = ""
    lessons: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """An institution and its part: a code of `vocabulary.PARTNER_ROLES`, or nothing."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something can be checked. `label` is optional."""

    address: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Beneficiaries:
    """Who benefits, in groups: codes of `vocabulary`, and how many (None: not known). Never persons."""

    group: str
    sex: str = "all"
    age: str = "all"
    number: int | None = None
