"""What each action is called in the reader's language. Rooms register theirs when the app is built."""

from collections.abc import Mapping

from hub.core.locale import LazyString

_labels: dict[str, LazyString] = {}


def register_actions(labels: Mapping[str, LazyString]) -> None:
    """`{"forum.topic.closed": lazy_gettext("closed a topic")}`"""
    _labels.update(labels)


def action_label(action: str) -> str:
    """The registered words, or the dotted name itself for an action that no room knows any more."""
    return str(_labels.get(action, action))


def action_choices() -> list[tuple[str, str]]:
    """(dotted name, words) of every registered action, by name."""
    return [(name, str(label)) for name, label in sorted(_labels.items())]
