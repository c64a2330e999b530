"""What reaches the hub from outside, before any view sees it: numbers a database column can hold, text that a database
and a feed can carry.

PostgreSQL refuses NUL in text and integers beyond 32 bits; XML (feeds) knows no other control characters than tab and line
ends. None of these can be meant: a number too large is the number of nothing, a control character is dropped.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import IntegerConverter

LARGEST_ID = 2**31 - 1
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class RowNumber(IntegerConverter):
    """`<int:…>` in a route: the number of a row. One that no row can have matches no route: not found."""

    regex = r"\d{1,10}"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **options})


class CleanValues(ImmutableMultiDict[str, Any]):
    """Arguments or fields without control characters; files pass untouched."""

    def __init__(self, mapping: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        pairs = ImmutableMultiDict(mapping).items(multi=True)
        super().__init__([(_clean(name), _clean(value)) for name, value in pairs])


class CleanRequest(Request):
    parameter_storage_class = CleanValues


def init_app(app: Flask) -> None:
    """Before any route is registered: rules look their converters up when they are added."""
    app.request_class = CleanRequest
    app.url_map.converters["int"] = RowNumber


def whole(text: str) -> int:
    """For `request.args.get(name, type=whole)`: a number that a column can hold. Raises ValueError."""
    number = int(text)
    if abs(number) > LARGEST_ID:
        raise ValueError("no row has this number")
    return number


def whole_or(text: object, otherwise: int) -> int:
    """The number in a form's hidden field or list, `otherwise` for whatever is none."""
    try:
        return whole(str(text))
    except ValueError:
        return otherwise


def has_controls(path: str) -> bool:
    """True for an address that nothing in the hub can have."""
    return _CONTROLS.search(path) is not None


def without_controls(text: str) -> str:
    return _CONTROLS.sub("", text)


def _clean(value: Any) -> Any:
    return without_controls(value) if isinstance(value, str) else value
