"""What programs read and write of records: the fields of `content.fields`, in the shapes of `content.items`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, make_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from werkzeug.datastructures import MultiDict

from hub.core.errors import Invalid
from hub.core.locale import LANGUAGES
from hub.library.content.content import Content, Value
from hub.library.content.fields import FIELDS, MAXIMUM_ITEMS, MAXIMUM_LINE, MAXIMUM_TEXT, RecordKind, Shape, fields_of
from hub.library.content.items import Beneficiaries, Block, Claim, Partner, Source
from hub.library.forms import FIRST_YEAR, LAST_YEAR, ROWS, Choices, read
from hub.web.api import Limits

_LINE = Annotated[str, Limits(longest=MAXIMUM_LINE)]
_ROWS = Limits(longest=MAXIMUM_ITEMS)
_TYPES: Mapping[Shape, Any] = {
    Shape.LINE: _LINE,
    Shape.TEXT: Annotated[str, Limits(longest=MAXIMUM_TEXT)],
    Shape.CLAIMS: Annotated[Sequence[Claim], _ROWS],
    Shape.BLOCKS: Annotated[Sequence[Block], _ROWS],
    Shape.CHOICE: _LINE,
    Shape.CHOICES: Annotated[Sequence[_LINE], _ROWS],
    Shape.WORDS: Annotated[Sequence[_LINE], _ROWS],
    Shape.NUMBERS: Annotated[Sequence[int], _ROWS],
    Shape.YEAR: Annotated[int, Limits(least=FIRST_YEAR, most=LAST_YEAR)] | None,
    Shape.DATE: _LINE,
    Shape.EMAIL: _LINE,
    Shape.PARTNERS: Annotated[Sequence[Partner], _ROWS],
    Shape.SOURCES: Annotated[Sequence[Source], _ROWS],
    Shape.BENEFICIARIES: Annotated[Sequence[Beneficiaries], _ROWS],
}
_LISTS = frozenset({*ROWS, Shape.CHOICES, Shape.WORDS, Shape.NUMBERS})
_LANGUAGES = Annotated[str, Limits(choices=tuple(LANGUAGES))]


def _empty(shape: Shape) -> Any:
    return () if shape in _LISTS else None if shape is Shape.YEAR else ""


_VALUES = [(one.name, _TYPES[one.shape], field(default=_empty(one.shape))) for one in FIELDS.values()]


def _made(name: str, words: str, first: Sequence[tuple[Any, ...]], last: Sequence[tuple[Any, ...]] = ()) -> Any:
    """A dataclass of some fields and every field of a record: the field list is said once."""
    made = make_dataclass(name, [*first, *_VALUES, *last], frozen=True, namespace={"__doc__": words})
    made.__module__ = __name__
    return made


if TYPE_CHECKING:
    NewRecord = Any
    RecordChange = Any
    RecordValues = Any
else:
    NewRecord = _made(
        "NewRecord",
        "A draft of a practice or a document; texts are Markdown, in `language`.",
        [("kind", RecordKind), ("language", _LANGUAGES)],
    )
    RecordChange = _made(
        "RecordChange",
        "Fields that are not sent stay as they are. `version`: the latest one that was read; what others changed in the same"
        " fields since then answers 409. `is_minor`: translations need not follow.",
        [("version", Annotated[int, Limits(least=1)])],
        [("is_minor", bool, field(default=False)), ("note", _LINE, field(default=""))],
    )
    RecordValues = _made("RecordValues", "Every field; texts are Markdown.", [])


@dataclass(frozen=True, slots=True)
class RecordItem:
    id: int
    kind: RecordKind
    form: str
    status: str
    maturity: str
    title: str
    excerpt: str
    language: str
    themes: Sequence[str]
    regions: Sequence[str]
    listed_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """`language`: of the texts in `values`; a field that lacks it is in `source_language`. `latest_version`: what a change must
    name; larger than `version` while a newer text waits for publication."""

    id: int
    kind: RecordKind
    form: str
    status: str
    audience: str
    language: str
    source_language: str
    languages: Sequence[str]
    version: int
    latest_version: int
    changed_at: datetime
    published_at: datetime | None
    values: RecordValues
    address: str


def values_of(content: Content, language: str) -> Any:
    """A record's `RecordValues`."""
    found = {name: _value(content, name, language) for name in FIELDS if content.kind in FIELDS[name].kinds}
    return RecordValues(**found)


def _value(content: Content, name: str, language: str) -> Value:
    return (content.value(name, language) or content.value(name)) if FIELDS[name].is_translated else content.value(name)


def read_values(sent: Any, names: Collection[str], kind: RecordKind, options: Choices) -> dict[str, Value]:
    """The sent fields among `names`, checked by the rules of the form, with its messages. Raises Invalid."""
    wanted = [one for one in fields_of(kind) if one.name in names]
    typed: MultiDict[str, str] = MultiDict()
    for one in wanted:
        for name, text in _typed(one.name, one.shape, getattr(sent, one.name)):
            typed.add(name, text)
    reading = read(wanted, typed, options)
    messages = {shown.name: shown.error for shown in reading.errors}
    if messages:
        raise Invalid(messages)
    return reading.values


def _typed(name: str, shape: Shape, value: Any) -> list[tuple[str, str]]:
    """A value as a form would have sent it."""
    if shape in ROWS:
        return [(f"{name}-{column}", _text(getattr(row, column))) for row in value for column in ROWS[shape]]
    if shape is Shape.CHOICES:
        return [(name, code) for code in value]
    if shape in (Shape.WORDS, Shape.NUMBERS):
        return [(name, ", ".join(str(word) for word in value))]
    return [(name, _text(value))]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
