"""What each action, and each thing kept with it, is called in the reader's language. Rooms register theirs when the app is
built."""

from collections.abc import Mapping

from hub.core.locale import LazyString

_labels: dict[str, LazyString] = {}
_fields: dict[str, LazyString] = {}
_values: dict[tuple[str, str], LazyString] = {}


def register_actions(
    labels: Mapping[str, LazyString],
    *,
    fields: Mapping[str, LazyString] | None = None,
    values: Mapping[tuple[str, str], LazyString] | None = None,
) -> None:
    """`{"forum.topic.closed": lazy_gettext("closed a topic")}`. `fields`: `{"reason": lazy_gettext("Reason")}`; `values`: words for a field's codes, `("role", "member")`."""
    _labels.update(labels)
    _fields.update(fields or {})
    _values.update(values or {})


def is_registered(action: str) -> bool:
    return action in _labels


def is_field(name: str) -> bool:
    return name in _fields


def action_label(action: str) -> str:
    """The registered words, or the dotted name itself for an action that no room knows any more."""
    return str(_labels.get(action, action))


def action_choices() -> list[tuple[str, str]]:
    """(dotted name, words) of every registered action, by name."""
    return [(name, str(label)) for name, label in sorted(_labels.items())]


def field_label(name: str) -> str:
    """What a thing kept with an act is called."""
    return str(_fields.get(name, name))


def value_label(name: str, value: object) -> str:
    """A kept value in words where there are some; what stands for itself otherwise."""
    return str(_values.get((name, str(value)), value))
