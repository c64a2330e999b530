"""Words of the index itself, beside those of the texts: facets that a document can be asked for by."""

from .analyser import MARK

LONGEST_CODE = 32
ATTACHED = "attached"
"""In place of a kind of content: pages of files."""


def kind_mark(kind: str) -> str:
    """Index word for documents of a kind of content (whose rights decide)."""
    return f"{MARK}kind{_letters(kind)}"


def subject_mark(kind: str) -> str:
    """Index word for what hits show."""
    return f"{MARK}subject{_letters(kind)}"


def language_mark(code: str) -> str:
    return f"{MARK}lang{_letters(code)}"


def region_mark(code: str) -> str:
    return f"{MARK}region{_letters(code)}"


def theme_mark(code: str) -> str:
    return f"{MARK}theme{_letters(code)}"


def _letters(value: str) -> str:
    return "".join(character for character in value.lower() if character.isalnum())[:LONGEST_CODE]
