"""What actions and queries may raise. The web turns each into a page, the API into a problem document."""

from collections.abc import Mapping


class HubError(Exception):
    """Base of every expected failure."""


class NotFound(HubError):
    """Missing, or hidden from this reader: deliberately the same."""


class Forbidden(HubError):
    """The reader may see the thing but not do this to it."""


class Invalid(HubError):
    """Input that breaks a rule. `messages` maps a field name ('' for the whole) to a message in the reader's language."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__("; ".join(messages.values()))
        self.messages = dict(messages)


class Conflict(HubError):
    """Somebody else changed the thing meanwhile. `str()` is a message in the reader's language."""
