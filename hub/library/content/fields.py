"""The field list of a record, said once: form, completeness, translation, comparison and page all read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    """A structured good practice, or a plain document with its file."""

    PRACTICE = "practice"
    DOCUMENT = "document"


class Form(StrEnum):
    """How much a practice must say to be published."""

    FULL = "full"
    SNAPSHOT = "snapshot"


class Shape(StrEnum):
    """How a field is typed in and shown."""

    LINE = "line"
    TEXT = "text"
    CLAIMS = "claims"
    BLOCKS = "blocks"
    CHOICE = "choice"
    CHOICES = "choices"
    WORDS = "words"
    NUMBERS = "numbers"
    YEAR = "year"
    DATE = "date"
    EMAIL = "email"
    PARTNERS = "partners"
    SOURCES = "sources"
    BENEFICIARIES = "beneficiaries"


WRITTEN = frozenset({Shape.TEXT, Shape.CLAIMS, Shape.BLOCKS})
BOTH = frozenset(RecordKind)
PRACTICE = frozenset({RecordKind.PRACTICE})
DOCUMENT = frozenset({RecordKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `is_translated`: it has one value per language; otherwise one value for the record.

    `needed_by`: the forms that cannot be published without it (a document counts as a snapshot).
    """

    name: str
    section: str
    shape: Shape
    is_translated: bool = False
    needed_by: frozenset[Form] = frozenset()
    kinds: frozenset[RecordKind] = PRACTICE


ALWAYS = frozenset(Form)
IN_FULL = frozenset({Form.FULL})


def _text(
    name: str, section: str, needed_by: frozenset[Form] = frozenset(), shape: Shape = Shape.TEXT,
    kinds: frozenset[RecordKind] = PRACTICE,
) -> Field:  # fmt: skip
    return Field(name, section, shape, is_translated=True, needed_by=needed_by, kinds=kinds)


_FIELDS = (
    _text("title", "identity", ALWAYS, Shape.LINE, BOTH),
    _text("summary", "identity", ALWAYS, kinds=BOTH),
    _text("body", "identity", kinds=DOCUMENT),
    Field("nature", "identity", Shape.CHOICE),
    Field("maturity", "identity", Shape.CHOICE, needed_by=IN_FULL),
    Field("themes", "identity", Shape.CHOICES, needed_by=ALWAYS, kinds=BOTH),
    Field("keywords", "identity", Shape.WORDS, kinds=BOTH),
    Field("regions", "territory", Shape.CHOICES, kinds=BOTH),
    Field("country", "territory", Shape.CHOICE),
    Field("place", "territory", Shape.LINE),
    Field("level", "territory", Shape.CHOICE),
    Field("period_start", "territory", Shape.YEAR, needed_by=IN_FULL),
    Field("period_end", "territory", Shape.YEAR),
    _text("period_note", "territory", shape=Shape.LINE),
    Field("lead", "territory", Shape.LINE, needed_by=ALWAYS, kinds=BOTH),
    Field("partners", "territory", Shape.PARTNERS),
    Field("programmes", "territory", Shape.WORDS),
    Field("contact", "territory", Shape.EMAIL, needed_by=ALWAYS, kinds=BOTH),
    _text("context", "context", IN_FULL),
    _text("challenge", "context", IN_FULL),
    _text("objective", "context", IN_FULL),
    Field("beneficiaries", "context", Shape.BENEFICIARIES, needed_by=IN_FULL),
    _text("planning_link", "context"),
    _text("legal_basis", "context"),
    _text("method", "method", IN_FULL),
    _text("blocks", "method", shape=Shape.BLOCKS),
    _text("resources", "method"),
    _text("cost", "method"),
    _text("results", "results", IN_FULL, Shape.CLAIMS),
    _text("evidence", "results"),
    _text("gender_rights", "results"),
    _text("innovation", "results"),
    _text("success_factors", "lessons"),
    _text("constraints", "lessons", IN_FULL),
    _text("lessons", "lessons", IN_FULL, Shape.CLAIMS),
    _text("sustainability", "lessons"),
    Field("replicability", "lessons", Shape.CHOICE),
    _text("replicability_minimum", "lessons", IN_FULL),
    _text("replicability_adaptable", "lessons"),
    _text("replicability_avoid", "lessons"),
    Field("sources", "sources", Shape.SOURCES, kinds=BOTH),
    Field("confidence", "sources", Shape.CHOICE),
    Field("licence", "sources", Shape.CHOICE, needed_by=IN_FULL, kinds=BOTH),
    Field("review_by", "sources", Shape.DATE, kinds=BOTH),
    Field("gcm", "sources", Shape.NUMBERS),
    Field("sdgs", "sources", Shape.NUMBERS),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _FIELDS}
SECTIONS = ("identity", "territory", "context", "method", "results", "lessons", "sources")
MAXIMUM_LINE = 300
MAXIMUM_TEXT = 20_000
MAXIMUM_ITEMS = 60


def fields_of(kind: RecordKind, section: str | None = None) -> list[Field]:
    """The fields that a kind of record has, in order; of one section if given."""
    return [field for field in _FIELDS if kind in field.kinds and section in (None, field.section)]


def sections_of(kind: RecordKind) -> list[str]:
    return [section for section in SECTIONS if fields_of(kind, section)]


def translated_fields(kind: RecordKind) -> list[Field]:
    return [field for field in fields_of(kind) if field.is_translated]
