"""What changed between two versions of a text, by words, for people to read."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

_TOKEN = re.compile(r"\s+|[\w\u064b-\u0652\u0670'’-]+|[^\w\s]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_MAX_PARAGRAPHS = 400
_WORK = 300_000
_RELATED = 0.3


def word_diff(old: str, new: str) -> Markup:
    """Paragraphs `<p dir="auto">` with `<del>` and `<ins>` around the words that changed; safe HTML.

    Paragraphs are matched first, then words inside those that resemble each other. Bounded: past _MAX_PARAGRAPHS
    paragraphs they are taken together, and once _WORK pairs of words have been compared, what differs between the
    common beginning and the common end of a paragraph is shown as replaced.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    if max(len(before), len(after)) > _MAX_PARAGRAPHS:
        before, after = _folded(before), _folded(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    words = _Words()
    parts: list[str] = []
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            parts.extend(_paragraph(_marked("", text)) for text in after[new_start:new_end])
        else:
            parts.extend(_changed(words, before[start:end], after[new_start:new_end]))
    return Markup("\n".join(parts))  # noqa: S704 - every part is escaped in `_marked`


def _paragraphs(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return [part.strip("\n") for part in _PARAGRAPH.split(lines) if part.strip()]


def _folded(paragraphs: Sequence[str]) -> list[str]:
    """The same text in at most _MAX_PARAGRAPHS pieces."""
    size = -(-len(paragraphs) // _MAX_PARAGRAPHS)
    return ["\n".join(paragraphs[index : index + size]) for index in range(0, len(paragraphs), size)]


def _changed(words: "_Words", before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Pair removed with added paragraphs in order as long as they resemble each other; the rest stands alone."""
    position = 0
    for text in after:
        partner = next((i for i in range(position, min(position + 3, len(before))) if _resemble(before[i], text)), None)
        if partner is None:
            yield _paragraph(_marked("ins", text))
            continue
        for removed in before[position:partner]:
            yield _paragraph(_marked("del", removed))
        yield _paragraph(words.compared(before[partner], text))
        position = partner + 1
    for removed in before[position:]:
        yield _paragraph(_marked("del", removed))


def _resemble(old: str, new: str) -> bool:
    """Whether enough words are shared for a word by word reading to make sense. Linear."""
    first, second = set(_TOKEN.findall(old.lower())), set(_TOKEN.findall(new.lower()))
    return len(first & second) >= _RELATED * max(1, min(len(first), len(second)))


class _Words:
    """Compares paragraphs word by word until the work that one text may cost is used up."""

    def __init__(self) -> None:
        self.room = _WORK

    def compared(self, old: str, new: str) -> str:
        before, after = _TOKEN.findall(old), _TOKEN.findall(new)
        head = next((i for i, (left, right) in enumerate(zip(before, after, strict=False)) if left != right), None)
        head = min(len(before), len(after)) if head is None else head
        limit = min(len(before), len(after)) - head
        tail = next((i for i in range(limit) if before[-1 - i] != after[-1 - i]), limit)
        removed, added = before[head : len(before) - tail], after[head : len(after) - tail]
        self.room -= len(removed) * len(added)
        middle = "".join(_spans(removed, added)) if self.room >= 0 else _replaced(removed, added)
        return _marked("", "".join(before[:head])) + middle + _marked("", "".join(before[len(before) - tail :]))


def _spans(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    removed: list[str] = []
    added: list[str] = []
    for operation, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal" and (removed or added) and "".join(before[start:end]).isspace() and end < len(before):
            # A lone space between two changes belongs to them: one replaced phrase reads better than three words.
            removed.extend(before[start:end])
            added.extend(after[new_start:new_end])
            continue
        if operation == "equal":
            yield _replaced(removed, added)
            removed, added = [], []
            yield _marked("", "".join(before[start:end]))
        else:
            removed.extend(before[start:end])
            added.extend(after[new_start:new_end])
    yield _replaced(removed, added)


def _replaced(removed: Sequence[str], added: Sequence[str]) -> str:
    return _marked("del", "".join(removed)) + _marked("ins", "".join(added))


def _marked(tag: str, text: str) -> str:
    if not text:
        return ""
    safe = str(escape(text)).replace("\n", "<br>")
    return f"<{tag}>{safe}</{tag}>" if tag else safe


def _paragraph(inner: str) -> str:
    return f'<p dir="auto">{inner}</p>'
