"""From annotations to JSON Schema 2020-12, the dialect of OpenAPI 3.1."""

import types
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from hub.web.api.shapes import Limits

Schema = dict[str, Any]

MOST_ITEMS = 100
LARGEST = 2**31 - 1
TIME_PATTERN = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    time: {"type": "string", "pattern": TIME_PATTERN},
}


def unwrapped(annotation: Any) -> tuple[Any, Limits]:
    """The type below `Annotated`, and its bounds."""
    if get_origin(annotation) is Annotated:
        inner, *extras = get_args(annotation)
        return inner, next((extra for extra in extras if isinstance(extra, Limits)), Limits())
    return annotation, Limits()


def without_none(annotation: Any) -> tuple[Any, bool]:
    """The type, and whether None is one more value of it."""
    if get_origin(annotation) in (Union, types.UnionType):
        kept = [one for one in get_args(annotation) if one is not type(None)]
        return kept[0], len(kept) < len(get_args(annotation))
    return annotation, False


def item_type(annotation: Any) -> Any | None:
    """What a list is of; None for what is no list."""
    if get_origin(annotation) in (list, tuple, Sequence):
        return get_args(annotation)[0]
    return None


def hints_of(shape: type[Any]) -> dict[str, Any]:
    """Name to annotation of a dataclass's fields, in their order."""
    hints = get_type_hints(shape, include_extras=True)
    return {one.name: hints[one.name] for one in fields(shape)}


def needed_of(shape: type[Any]) -> list[str]:
    """The fields without which it cannot be made."""
    return [one.name for one in fields(shape) if one.default is MISSING and one.default_factory is MISSING]


class Schemas:
    """Collects the schemas of dataclasses under their names, for `components/schemas`."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}
        self._shapes: dict[str, type[Any]] = {}

    def of(self, annotation: Any, *, answers: bool) -> Schema:
        """`answers`: of what the hub writes, where every field is present."""
        inner, limits = unwrapped(annotation)
        inner, nullable = without_none(inner)
        inner, own = unwrapped(inner)
        limits = own if own != Limits() else limits
        schema = self._plain(inner, limits, answers)
        return {"anyOf": [schema, {"type": "null"}]} if nullable else schema

    def _plain(self, inner: Any, limits: Limits, answers: bool) -> Schema:
        item = item_type(inner)
        if item is not None:
            bound = {} if answers else {"maxItems": limits.longest or MOST_ITEMS}
            return {"type": "array", "items": self.of(item, answers=answers), **bound}
        if is_dataclass(inner):
            return {"$ref": f"#/components/schemas/{self._component(inner, answers)}"}  # type: ignore[arg-type]
        if isinstance(inner, type) and issubclass(inner, StrEnum):
            return {"type": "string", "enum": [member.value for member in inner]}
        schema = dict(PLAIN[inner])
        if limits.choices:
            schema["enum"] = list(limits.choices)
        if inner is str and limits.longest is not None and not answers:
            schema["maxLength"] = limits.longest
        if limits.least is not None:
            schema["minimum"] = limits.least
        if limits.most is not None:
            schema["maximum"] = limits.most
        return schema

    def _component(self, shape: type[Any], answers: bool) -> str:
        name = shape.__name__
        if not answers:
            name += "Input" if not name.startswith("New") else ""
        if name in self._shapes:
            if self._shapes[name] is not shape:
                raise ValueError(f"two shapes are called {name}")
            return name
        self._shapes[name] = shape
        properties = {field: self.of(hint, answers=answers) for field, hint in hints_of(shape).items()}
        self.components[name] = {
            "type": "object",
            **_description(shape),
            "properties": properties,
            "required": list(properties) if answers else needed_of(shape),
            "additionalProperties": False,
        }
        return name


def _description(shape: type[Any]) -> Schema:
    """Its docstring; a dataclass without one is given its signature instead, which tells nothing."""
    words = " ".join((shape.__doc__ or "").split())
    return {} if not words or words.startswith(f"{shape.__name__}(") else {"description": words}
