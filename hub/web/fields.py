"""How a form field shows itself: what the component macros ask about a WTForms field."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from wtforms import Field, Form

LEFT_TO_RIGHT_TYPES = frozenset(
    {"email", "url", "tel", "password", "date", "time", "datetime-local", "number", "month"}
)
WRITTEN_TYPES = frozenset({"text", "search", None})


class FieldError(NamedTuple):
    """One message of a form, with the id of the field it stands beside."""

    field_id: str
    label: str
    message: str


def field_shape(field: Field) -> str:
    """Which markup a field needs: `hidden`, `check` (one box), `set` (radios or boxes) or `line`."""
    input_type = getattr(field.widget, "input_type", None)
    if input_type == "hidden":
        return "hidden"
    if input_type == "checkbox":
        return "check"
    return "set" if hasattr(field.widget, "html_tag") else "line"


def field_attributes(field: Field, hint: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """HTML attributes for the control. The browser's own validation is left out: its messages speak the browser's
    language, ours the reader's."""
    described = [f"{field.id}-hint"] if hint else []
    described += [f"{field.id}-error"] if field.errors else []
    attributes: dict[str, Any] = {"required": False}
    if field.flags.required:
        attributes["aria-required"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    direction = _direction(field)
    if direction:
        attributes["dir"] = direction
    return attributes | {name.rstrip("_").replace("_", "-"): value for name, value in given.items()}


def _direction(field: Field) -> str | None:
    """`auto` for what people write, `ltr` for codes; the field's own `render_kw` wins."""
    input_type = getattr(field.widget, "input_type", None)
    if "dir" in (field.render_kw or {}):
        return str(field.render_kw["dir"])
    if input_type in LEFT_TO_RIGHT_TYPES:
        return "ltr"
    is_written = input_type in WRITTEN_TYPES and not hasattr(field, "choices")
    return "auto" if is_written else None


def form_errors(form: Form) -> list[FieldError]:
    """Every message of a form, in the order of its fields; those of no field have no id."""
    found = [FieldError("", "", str(message)) for message in form.form_errors]
    for field in form:
        found += [
            FieldError(_first_control(field), str(field.label.text), message) for message in flat_errors(field.errors)
        ]
    return found


def _first_control(field: Field) -> str:
    return f"{field.id}-0" if field_shape(field) == "set" else str(field.id)


def flat_errors(errors: Any) -> Iterator[str]:
    """Messages of a field: a list, or nested for fields made of fields."""
    if isinstance(errors, dict):
        errors = errors.values()
    for error in errors:
        if isinstance(error, (dict, list, tuple)):
            yield from flat_errors(error)
        else:
            yield str(error)


def initials(name: str) -> str:
    """Up to two letters for an avatar; one for Arabic script, whose letters join."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "·"
    if any("\u0600" <= word[0] <= "\u06ff" for word in words[:1]):
        return words[0].removeprefix("ال")[:1]
    return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper()
