"""From what a program sent to the dataclass it stands for: every field checked, unknown ones refused."""

import re
from dataclasses import is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from hub.core.errors import Invalid
from hub.core.locale import gettext, listed
from hub.web.api.schema import (
    LARGEST,
    MOST_ITEMS,
    TIME_PATTERN,
    hints_of,
    item_type,
    needed_of,
    unwrapped,
    without_none,
)
from hub.web.api.shapes import Limits
from hub.web.incoming import without_controls

T = TypeVar("T")

_SURROGATES = re.compile("[\ud800-\udfff]")
LONGEST_TEXT = 100_000
EXAMPLE_MOMENT = "2026-12-31T10:00:00+00:00"
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that every calendar, zone and database of the hub can hold."""


class _Wrong(ValueError):
    """A value that cannot be taken; the text is a message in the reader's language."""


def read_body(shape: type[T], document: Any) -> T:
    """Raises Invalid with a message for each field (`themes.0`; '' for the whole)."""
    messages: dict[str, str] = {}
    made: Any = _object(shape, document, "", messages)
    if messages:
        raise Invalid(messages)
    return made


def read_query(shape: type[T], arguments: "MultiDict[str, str]", *, also: frozenset[str]) -> T:
    """From an address's arguments. `also`: names that are read elsewhere."""
    hints, messages, values = hints_of(shape), {}, {}
    for name in arguments:
        if name not in hints and name not in also:
            messages[name] = gettext("This field is not known.")
    for name, hint in hints.items():
        texts = arguments.getlist(name)
        if len(texts) > 1:
            messages[name] = gettext("Give it once.")
        elif texts:
            values[name] = _checked(hint, _from_text(hint, texts[0]), name, messages)
    messages |= {name: gettext("This field is needed.") for name in needed_of(shape) if not arguments.getlist(name)}
    if messages:
        raise Invalid(messages)
    return shape(**values)


def _from_text(hint: Any, text: str) -> Any:
    """What JSON would hold: arguments are always text."""
    inner, _ = without_none(unwrapped(hint)[0])
    if inner is bool:
        return {"true": True, "false": False}.get(text, text)
    if inner is int:
        return int(text) if re.fullmatch(r"-?[0-9]{1,12}", text) else text
    return text


def _object(shape: type[Any], document: Any, path: str, messages: dict[str, str]) -> Any:
    if not isinstance(document, dict):
        messages[path] = gettext("Give an object.")
        return None
    hints = hints_of(shape)
    for name in document:
        if name not in hints:
            messages[_inside(path, _told(name))] = gettext("This field is not known.")
    for name in needed_of(shape):
        if name not in document:
            messages[_inside(path, name)] = gettext("This field is needed.")
    values = {
        name: _checked(hint, document[name], _inside(path, name), messages)
        for name, hint in hints.items()
        if name in document
    }
    return None if messages else shape(**values)


def _checked(hint: Any, value: Any, path: str, messages: dict[str, str]) -> Any:
    inner, limits = unwrapped(hint)
    inner, nullable = without_none(inner)
    inner, own = unwrapped(inner)
    limits = own if own != Limits() else limits
    if value is None and nullable:
        return None
    item = item_type(inner)
    if item is not None:
        return _list(item, limits, value, path, messages)
    if is_dataclass(inner):
        return _object(inner, value, path, messages)  # type: ignore[arg-type]
    try:
        return _plain(inner, limits, value)
    except _Wrong as error:
        messages[path] = str(error)
        return None


def _list(item: Any, limits: Limits, value: Any, path: str, messages: dict[str, str]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        messages[path] = gettext("Give a list.")
        return ()
    if len(value) > (limits.longest or MOST_ITEMS):
        messages[path] = gettext("At most %(number)s rows.", number=limits.longest or MOST_ITEMS)
        return ()
    return tuple(_checked(item, one, _inside(path, str(number)), messages) for number, one in enumerate(value))


def _plain(inner: Any, limits: Limits, value: Any) -> Any:
    if inner is bool:
        return _bool(value)
    if inner is int:
        return _int(limits, value)
    text = _text(value)
    if inner is datetime:
        return _moment(text)
    if inner is date:
        return _date(text)
    if inner is time:
        return _time(text)
    choices = tuple(inner) if issubclass(inner, StrEnum) else limits.choices
    if choices and text not in choices:
        raise _Wrong(gettext("Choose one of: %(choices)s.", choices=listed(str(choice) for choice in choices)))
    if issubclass(inner, StrEnum):
        return inner(text)
    if len(text) > (limits.longest or LONGEST_TEXT):
        raise _Wrong(gettext("At most %(count)s characters.", count=limits.longest or LONGEST_TEXT))
    return text


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(gettext("Give true or false."))
    return value


def _int(limits: Limits, value: Any) -> int:
    least = -LARGEST if limits.least is None else limits.least
    most = LARGEST if limits.most is None else limits.most
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _Wrong(gettext("Give a whole number from %(least)s to %(most)s.", least=least, most=most))
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(gettext("Give text."))
    return _SURROGATES.sub("", without_controls(value))


def _date(text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        day = date.fromisoformat(text)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(text)
        return day
    except ValueError as error:
        raise _Wrong(gettext("Give a day such as 2026-12-31.")) from error


def _moment(text: str) -> datetime:
    """RFC 3339."""
    try:
        moment: datetime | None = datetime.fromisoformat(text.replace("z", "Z"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise _Wrong(gettext("Give a moment with its offset, such as %(example)s.", example=EXAMPLE_MOMENT))
    return moment


def _time(text: str) -> time:
    if not re.match(TIME_PATTERN.replace("$", r"\Z"), text):
        raise _Wrong(gettext("Give an hour such as 10:30."))
    return time.fromisoformat(text)


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _told(name: str) -> str:
    """A name that somebody else chose, short and harmless in an answer."""
    return _SURROGATES.sub("", without_controls(name))[:60]
