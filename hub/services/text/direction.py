"""Direction of each block: from its own letters, leaning on the language of the whole.

`dir="auto"` takes the first strong letter, so an Arabic sentence that opens with "INDIMAJ" would run left to right;
where the first letter misleads, the direction of the text's language is written out. `auto` also ignores descendants
that have a `dir` of their own, so lists, tables and quotes get theirs computed.
"""

import re
from xml.etree.ElementTree import Element

from hub.core.locale import LANGUAGES

LEAVES = frozenset(("p", "li", "h3", "h4", "h5", "h6", "td", "th"))
CONTAINERS = frozenset(("ul", "ol", "table", "blockquote"))
_BLOCKS = LEAVES | CONTAINERS | {"pre"}

_STRONG = re.compile(r"(?P<rtl>[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])|(?P<ltr>[^\W\d_])")


def set_directions(root: Element, language: str) -> None:
    """Write `dir` on every block under `root`. Linear: letters are counted from the leaves up."""
    known = LANGUAGES.get(language)
    _visit(root, known.direction if known else "ltr")


class _Letters:
    """Strong letters of a run: how many of each direction, and which came first."""

    __slots__ = ("first", "ltr", "rtl")

    def __init__(self) -> None:
        self.first: str | None = None
        self.ltr = self.rtl = 0

    def read(self, text: str | None) -> None:
        for match in _STRONG.finditer(text or ""):
            kind = match.lastgroup or "ltr"
            self.first = self.first or kind
            if kind == "rtl":
                self.rtl += 1
            else:
                self.ltr += 1

    def add(self, other: "_Letters") -> None:
        self.first = self.first or other.first
        self.ltr += other.ltr
        self.rtl += other.rtl

    def misread(self, base: str) -> bool:
        """Whether `auto` would go against the language of the text although at least half the letters are its own."""
        own, foreign = (self.rtl, self.ltr) if base == "rtl" else (self.ltr, self.rtl)
        return self.first is not None and self.first != base and own >= foreign

    def resolved(self, base: str) -> str:
        if self.first is None or self.misread(base):
            return base
        return self.first


def _visit(element: Element, base: str) -> _Letters:
    letters = _Letters()
    if element.tag not in ("pre", "code"):
        letters.read(element.text)
    holds_blocks = False
    for child in element:
        letters.add(_visit(child, base))
        letters.read(child.tail)
        holds_blocks = holds_blocks or child.tag in _BLOCKS
    if element.tag in CONTAINERS:
        element.set("dir", letters.resolved(base))
    elif element.tag in LEAVES and not holds_blocks:
        element.set("dir", base if letters.misread(base) else "auto")
    return letters
