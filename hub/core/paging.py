"""Keyset paging: a page starts after a row's sort key, never at an offset, so page 900 costs as much as page 1."""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, ColumnElement, and_, or_
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import desc_op

from hub.core.db import AnySelect, DbSession

DEFAULT_SIZE = 20
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts: after one key, before one key, or (both None) at the beginning."""

    after: str | None = None
    before: str | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Cursor":
        """From request arguments `after` and `before`."""
        return cls(after=query.get("after") or None, before=query.get("before") or None)


FIRST_PAGE = Cursor()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, with the cursors of its neighbours (None at the ends)."""

    items: Sequence[T]
    next_cursor: str | None = None
    previous_cursor: str | None = None


def paginate(
    session: DbSession,
    statement: AnySelect,
    order: Sequence[ColumnElement[Any]],
    cursor: Cursor = FIRST_PAGE,
    size: int = DEFAULT_SIZE,
) -> Page[Any]:
    """Run `statement` for one page.

    `order`: columns or `column.desc()`, together unique, none nullable. Items are single entities when the statement
    selects one thing, rows otherwise. A cursor that is not of this list starts at the beginning.
    """
    backwards = cursor.before is not None and cursor.after is None
    columns = [(_column(item), _descends(item)) for item in order]
    key = _decode(cursor.before if backwards else cursor.after, [column for column, _ in columns])
    width = len(statement.selected_columns) if not _selects_entity(statement) else 1
    statement = statement.add_columns(*(column.label(f"_key{index}") for index, (column, _) in enumerate(columns)))
    if key is not None:
        statement = statement.where(_beyond(columns, key, backwards))
    statement = statement.order_by(None).order_by(
        *(column.desc() if descends != backwards else column.asc() for column, descends in columns)
    )
    rows = list(session.execute(statement.limit(size + 1)))
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    keys = [tuple(row)[-len(columns) :] for row in rows]
    items = [row[0] if width == 1 else row for row in rows]
    has_next = bool(rows) and (key is not None if backwards else more)
    has_previous = bool(rows) and (more if backwards else key is not None)
    return Page(
        items,
        next_cursor=_encode(keys[-1]) if has_next else None,
        previous_cursor=_encode(keys[0]) if has_previous else None,
    )


def cursor_at(*key: Any) -> str:
    """The cursor of a row with this sort key, for lists that build their pages themselves."""
    return _encode(key)


def _selects_entity(statement: AnySelect) -> bool:
    descriptions = statement.column_descriptions
    return len(descriptions) == 1


def _column(item: ColumnElement[Any]) -> ColumnElement[Any]:
    return item.element if isinstance(item, UnaryExpression) else item


def _descends(item: ColumnElement[Any]) -> bool:
    return isinstance(item, UnaryExpression) and item.modifier is desc_op


def _beyond(
    columns: Sequence[tuple[ColumnElement[Any], bool]], key: Sequence[Any], backwards: bool
) -> ColumnElement[bool]:
    """Row-wise comparison that allows mixed directions: (a) or (a equal and b) or …

    The first column is bounded once more by itself: only that lets a database seek in the index instead of walking it."""
    choices = []
    for position, (column, descends) in enumerate(columns):
        equal = [earlier == key[index] for index, (earlier, _) in enumerate(columns[:position])]
        smaller = descends != backwards
        choices.append(and_(*equal, column < key[position] if smaller else column > key[position]))
    first, descends = columns[0]
    bound = first <= key[0] if descends != backwards else first >= key[0]
    return and_(bound, or_(*choices))


def _encode(values: Sequence[Any]) -> str:
    tagged = [_tag(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(tagged, separators=(",", ":")).encode()).decode().rstrip("=")


def _decode(text: str | None, columns: Sequence[ColumnElement[Any]]) -> list[Any] | None:
    """The key, or None unless every value can be compared with its column: anybody can write a cursor."""
    if text is None:
        return None
    try:
        tagged = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        values = [_untag(item) for item in tagged]
    except (binascii.Error, ValueError, TypeError, KeyError, RecursionError):
        return None
    fits = len(values) == len(columns) and all(map(_fits, values, columns))
    return values if fits else None


def _fits(value: Any, column: ColumnElement[Any]) -> bool:
    match value:
        case bool():
            return column.type.python_type is bool
        case int():
            bits = 63 if isinstance(column.type, BigInteger) else 31
            return column.type.python_type is int and abs(value) < 2**bits
        case datetime():
            return column.type.python_type is datetime and value.tzinfo is not None and 1 < value.year < 9999
        case str():
            return column.type.python_type is str and not _UNSTORABLE.search(value)
    return type(value) is column.type.python_type


def _tag(value: Any) -> Any:
    match value:
        case datetime():
            return {"t": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
    return value


def _untag(item: Any) -> Any:
    match item:
        case {"t": str(text)}:
            return datetime.fromisoformat(text)
        case {"d": str(text)}:
            return date.fromisoformat(text)
        case bool() | int() | float() | str():
            return item
    raise ValueError("not a cursor value")
