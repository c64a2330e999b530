"""Forms of a record's sections: from a field's shape to inputs and back.

Plain forms, built for one section only: no script is needed, list fields always offer some empty rows, and whatever was
typed is shown again as it was typed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict

from hub.core.locale import gettext
from hub.library.content.content import Value
from hub.library.content.fields import MAXIMUM_ITEMS, MAXIMUM_LINE, MAXIMUM_TEXT, Field, Shape
from hub.library.content.items import Basis, Beneficiaries, Block, Claim, Partner, Source
from hub.library.content.vocabulary import AGES, GCM_OBJECTIVES, GROUPS, PARTNER_ROLES, SDGS, SEXES
from hub.library.labels import FIELD_HINTS, FIELD_LABELS

ROWS: Mapping[Shape, Sequence[str]] = {
    Shape.CLAIMS: ("text", "basis"),
    Shape.BLOCKS: ("name", "purpose", "enabling", "lessons"),
    Shape.PARTNERS: ("name", "role"),
    Shape.SOURCES: ("address", "label"),
    Shape.BENEFICIARIES: ("group", "sex", "age", "number"),
}
"""Columns of the list shapes; the first decides whether a row is filled."""
EMPTY_ROWS = 2
FIRST_YEAR, LAST_YEAR = 1950, 2100
_SEPARATOR = re.compile(r"[,;،\n]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""Field (or row column) name to (code, wording) pairs."""


@dataclass(frozen=True)
class Input:
    """A field as a form shows it. `text`, `chosen` or `rows` by shape: what is stored, or what was typed."""

    field: Field
    text: str = ""
    chosen: frozenset[str] = frozenset()
    rows: tuple[Mapping[str, str], ...] = ()
    options: Sequence[tuple[str, str]] = ()
    error: str = ""
    theirs: str = ""

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def shape(self) -> str:
        return self.field.shape.value

    @property
    def label(self) -> str:
        return str(FIELD_LABELS[self.name])

    @property
    def hint(self) -> str:
        return str(FIELD_HINTS.get(self.name, ""))

    @property
    def is_long(self) -> bool:
        return self.field.shape is Shape.TEXT

    @property
    def rows_with_room(self) -> tuple[Mapping[str, str], ...]:
        """The filled rows and some empty ones."""
        empty = dict.fromkeys(ROWS[self.field.shape], "")
        return (*self.rows, *[empty] * EMPTY_ROWS)


def stored(item: Field, value: Value, options: Choices) -> Input:
    """The input that shows a stored value."""
    shown = Input(item, options=options.get(item.name, ()))
    if item.shape in ROWS:
        return replace(shown, rows=tuple(_row(row, item.shape) for row in value))
    if item.shape is Shape.CHOICES:
        return replace(shown, chosen=frozenset(str(code) for code in value))
    if item.shape in (Shape.WORDS, Shape.NUMBERS):
        return replace(shown, text=", ".join(str(word) for word in value))
    return replace(shown, text="" if value is None else str(value))


def typed(item: Field, form: "MultiDict[str, str]", options: Choices) -> Input:
    """The input as it was sent."""
    shown = Input(item, options=options.get(item.name, ()))
    if item.shape in ROWS:
        columns = ROWS[item.shape]
        lists = [form.getlist(f"{item.name}-{column}") for column in columns]
        rows = [dict(zip(columns, cells, strict=False)) for cells in zip(*lists, strict=False)]
        return replace(shown, rows=tuple(row for row in rows if row[columns[0]].strip()))
    if item.shape is Shape.CHOICES:
        return replace(shown, chosen=frozenset(form.getlist(item.name)))
    return replace(shown, text=form.get(item.name, "").replace("\r\n", "\n"))


def _row(row: Any, shape: Shape) -> dict[str, str]:
    values = {column: getattr(row, column) for column in ROWS[shape]}
    return {column: "" if value is None else str(value) for column, value in values.items()}


@dataclass
class Reading:
    """What a form gives: values by field name, and the inputs with their messages where it gives none."""

    inputs: list[Input]
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def errors(self) -> list[Input]:
        return [shown for shown in self.inputs if shown.error]

    def with_messages(self, messages: Mapping[str, str]) -> "Reading":
        """The same form with messages of an action beside its fields."""
        inputs = [replace(shown, error=messages.get(shown.name, shown.error)) for shown in self.inputs]
        return Reading(inputs, self.values)


class Refused(ValueError):
    """A typed value that breaks a rule; the text is a message in the reader's language."""


def read(fields: Sequence[Field], form: "MultiDict[str, str]", options: Choices) -> Reading:
    reading = Reading([])
    for item in fields:
        shown = typed(item, form, options)
        try:
            reading.values[item.name] = _VALUES[item.shape](shown)
        except Refused as error:
            shown = replace(shown, error=str(error))
        reading.inputs.append(shown)
    return reading


def _line(shown: Input) -> str:
    text = " ".join(shown.text.split())
    if len(text) > MAXIMUM_LINE:
        raise Refused(gettext("At most %(number)s characters.", number=MAXIMUM_LINE))
    return text


def _long(shown: Input) -> str:
    return _checked_text(shown.text)


def _checked_text(text: str) -> str:
    if len(text) > MAXIMUM_TEXT:
        raise Refused(gettext("At most %(number)s characters.", number=MAXIMUM_TEXT))
    return text.strip()


def _choice(shown: Input) -> str:
    if shown.text and shown.text not in {code for code, _ in shown.options}:
        raise Refused(gettext("Choose one of the list."))
    return shown.text


def _choices(shown: Input) -> tuple[str, ...]:
    known = [code for code, _ in shown.options]
    if not shown.chosen <= set(known):
        raise Refused(gettext("Choose from the list."))
    return tuple(code for code in known if code in shown.chosen)


def _words(shown: Input) -> tuple[str, ...]:
    words = [" ".join(word.split()) for word in _SEPARATOR.split(shown.text)]
    kept = tuple(dict.fromkeys(word for word in words if word))
    if len(kept) > MAXIMUM_ITEMS or any(len(word) > MAXIMUM_LINE for word in kept):
        raise Refused(gettext("At most %(number)s characters.", number=MAXIMUM_LINE))
    return kept


def _numbers(shown: Input) -> tuple[int, ...]:
    allowed = GCM_OBJECTIVES if shown.name == "gcm" else SDGS
    words = _words(shown)
    if any(not word.isdecimal() or int(word) not in allowed for word in words):
        raise Refused(gettext("Whole numbers from 1 to %(number)s, separated by commas.", number=allowed[-1]))
    return tuple(sorted({int(word) for word in words}))


def _year(shown: Input) -> int | None:
    text = shown.text.strip()
    if not text:
        return None
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Refused(gettext("A year in four digits, for instance 2024."))
    return int(text)


def _date(shown: Input) -> str:
    text = shown.text.strip()
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise Refused(gettext("A date such as 2027-03-31.")) from error


def _email(shown: Input) -> str:
    text = shown.text.strip()
    if text and (len(text) > 254 or not _EMAIL.fullmatch(text)):
        raise Refused(gettext("An address such as migration@region.example."))
    return text.lower()


def _claims(shown: Input) -> tuple[Claim, ...]:
    bases = {basis.value for basis in Basis}
    return tuple(
        Claim(_checked_text(row["text"]), Basis(row["basis"] if row["basis"] in bases else Basis.EDITORIAL))
        for row in _limited(shown)
    )


def _blocks(shown: Input) -> tuple[Block, ...]:
    return tuple(Block(**{name: _checked_text(text) for name, text in row.items()}) for row in _limited(shown))


def _partners(shown: Input) -> tuple[Partner, ...]:
    return tuple(
        Partner(row["name"].strip()[:MAXIMUM_LINE], row["role"] if row["role"] in PARTNER_ROLES else "")
        for row in _limited(shown)
    )


def _sources(shown: Input) -> tuple[Source, ...]:
    rows = [(row["address"].strip(), row["label"].strip()[:MAXIMUM_LINE]) for row in _limited(shown)]
    if any(urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).netloc for address, _ in rows):
        raise Refused(gettext("Full addresses that begin with https:// or http://."))
    return tuple(Source(address, label) for address, label in rows)


def _beneficiaries(shown: Input) -> tuple[Beneficiaries, ...]:
    rows = _limited(shown)
    numbers = [row["number"].replace(" ", "").replace("\u202f", "").replace("\u00a0", "") for row in rows]
    if any(number and not (number.isdecimal() and len(number) < 10) for number in numbers):
        raise Refused(gettext("Numbers are whole numbers, or nothing when not known."))
    if any(row["group"] not in GROUPS or row["sex"] not in SEXES or row["age"] not in AGES for row in rows):
        raise Refused(gettext("Choose from the list."))
    return tuple(
        Beneficiaries(row["group"], row["sex"], row["age"], int(number) if number else None)
        for row, number in zip(rows, numbers, strict=True)
    )


def _limited(shown: Input) -> tuple[Mapping[str, str], ...]:
    if len(shown.rows) > MAXIMUM_ITEMS:
        raise Refused(gettext("At most %(number)s rows.", number=MAXIMUM_ITEMS))
    return shown.rows


_VALUES: Mapping[Shape, Callable[[Input], Value]] = {
    Shape.LINE: _line,
    Shape.TEXT: _long,
    Shape.CLAIMS: _claims,
    Shape.BLOCKS: _blocks,
    Shape.CHOICE: _choice,
    Shape.CHOICES: _choices,
    Shape.WORDS: _words,
    Shape.NUMBERS: _numbers,
    Shape.YEAR: _year,
    Shape.DATE: _date,
    Shape.EMAIL: _email,
    Shape.PARTNERS: _partners,
    Shape.SOURCES: _sources,
    Shape.BENEFICIARIES: _beneficiaries,
}
