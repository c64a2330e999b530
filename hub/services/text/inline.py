"""Inline rules. Each pattern excludes its own opening mark or is bounded, so a scan never crosses the text twice."""

import html
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from hub.core.registry import registry

HANDLE = r"[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?"
"""A person's handle: lower-case letters, digits, dots and hyphens, not ending with one of the last two."""

_ESCAPE = r"\\([\\`*_{}\[\]()>#+.!|~<@:\"'-])"
_CODE = r"(?<![\\`])(`{1,3})(?!`)(.+?)(?<!`)\1(?!`)"
_TEXT = r"\[([^\[\]]{0,1000})\]"
_ADDRESS = r"[^\s<>()]{1,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()]{0,200}){0,5}"
_TARGET = rf"\( {{0,3}}<?({_ADDRESS})>?(?: {{1,3}}\"([^\"\n]{{0,300}})\")? {{0,3}}\)"
_AUTOLINK = r"<(https?://[^\s<>]{1,2000})>"
_AUTOMAIL = r"<(?:mailto:)?([^\s<>@]{1,64}@[^\s<>@]{1,250})>"
_URL = r"(?<![\w/@])(?i:https?)://[^\s<>\"\x02\x03«»]{1,2000}"
_MENTION = rf"(?<![\w@./+-])@({HANDLE})(?![\w@])"
_REFERENCE = r"\[\[([a-z]{2,32}):([A-Za-z0-9][A-Za-z0-9._-]{0,39})\]\]"
_STRONG_EM = r"\*{3}(?![\s*])([^*]+?)(?<![\s*])\*{3}(?!\*)"
_STRONG = r"\*\*(?![\s*])((?:[^*]|\*(?!\*))+?)(?<!\s)\*\*"
_EM = r"(?<!\d)\*(?![\s*])([^*]+?)(?<![\s*])\*(?!\*)"
_STRONG_LINE = r"(?<!\w)__(?![\s_])((?:[^_]|(?<!_)_(?!_))+?)(?<!\s)__(?!\w)"
_EM_LINE = r"(?<![\w_])_(?![\s_])((?:[^_]|(?<=\w)_(?=\w))+?)(?<![\s_])_(?!\w)"
_STRIKE = r"~~(?![\s~])([^~]+?)(?<!\s)~~"

REFERENCE_CLASS = "ref"
"""On a link to a thing of this hub that may be drawn as a card where it is read, since titles depend on the reader."""

_SPECIAL = re.compile(r"[\\`*_~\[<@\n]|https?:", re.IGNORECASE)
_PLACEHOLDER = re.compile("\x02([0-9]+)\x03")
_TRAILING = ".,;:!?'\"*_~…،؛؟"
Match = re.Match[str]
Answer = tuple[Element | str, int, int]


class Escape(InlineProcessor):
    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802  (the library's name)
        return f"\x02{ord(m[1])}\x03", m.start(), m.end()


class Code(InlineProcessor):
    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        element = Element("code", {"dir": "ltr"})
        element.text = AtomicString(" ".join(m[2].strip(" ").split("\n")))
        return element, m.start(), m.end()


class Simple(InlineProcessor):
    """Text within one pair of marks: `tags` are the elements, outermost first."""

    def __init__(self, pattern: str, *tags: str) -> None:
        super().__init__(pattern)
        self.tags = tags

    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        outer = inner = Element(self.tags[0])
        for tag in self.tags[1:]:
            child = Element(tag)
            inner.append(child)
            inner = child
        inner.text = m[1]
        return outer, m.start(), m.end()


class Break(InlineProcessor):
    """Return is a new line, as in a mail: a chat or a post is not typeset prose."""

    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        return Element("br"), m.start(), m.end()


class Link(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        element = Element("a", {"href": address(self, m[2])})
        if m[3]:
            element.set("title", address(self, m[3]))
        if m[1].strip():
            element.text = m[1]
        else:
            element.text = AtomicString(address(self, m[2]))
        return element, m.start(), m.end()


class Image(InlineProcessor):
    """Only the hub's own pictures are shown; another host would learn who reads what, so it gets a link."""

    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        source = address(self, m[2])
        alternative = self.unescape(m[1])
        if source.startswith("/") and not source.startswith(("//", "/\\")):
            element = Element("img", {"src": source, "alt": alternative, "loading": "lazy", "decoding": "async"})
        else:
            element = Element("a", {"href": source})
            element.text = AtomicString(alternative or source)
        return element, m.start(), m.end()


class Autolink(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, scheme: str = "") -> None:
        super().__init__(pattern)
        self.scheme = scheme

    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        element = Element("a", {"href": self.scheme + address(self, m[1])})
        element.text = AtomicString(address(self, m[1]))
        return element, m.start(), m.end()


class BareUrl(InlineProcessor):
    """An address as people paste it: the full stop or the closing bracket after it is not part of it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        found = m[0].rstrip(_TRAILING)
        while found.endswith((")", "]")) and found.count(found[-1]) > found.count({")": "(", "]": "["}[found[-1]]):
            found = found[:-1].rstrip(_TRAILING)
        element = Element("a", {"href": html.unescape(found)})
        element.text = AtomicString(found)
        return element, m.start(), m.start() + len(found)


class Mention(InlineProcessor):
    """`@handle`, kept as an own element until it is known who is meant."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Answer:  # noqa: N802
        element = Element("mention", {"handle": m[1].lower()})
        element.text = AtomicString(m[0])
        return element, m.start(), m.end()


class Reference(InlineProcessor):
    """`[[practice:12]]`, `[[indicator:DEM-01]]`: a thing of this hub by its kind and what its address ends in."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> tuple[Element, int, int] | tuple[None, None, None]:  # noqa: N802
        kind = registry.kinds.get(m[1])
        if kind is None or not kind.is_linkable:
            return None, None, None
        element = Element("a", {"href": kind.address(m[2]), "class": REFERENCE_CLASS})
        element.text = AtomicString(f"{m[1]}:{m[2]}")
        return element, m.start(), m.end()


class PlainText(Treeprocessor):
    """Spares words without any mark the walk through the rules: the greater part of what people write."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and _SPECIAL.search(element.text) is None:
                element.text = AtomicString(element.text)


def address(processor: InlineProcessor, raw: str) -> str:
    """The address as a browser will read it: marks of the renderer and character references resolved."""
    restored = _PLACEHOLDER.sub(lambda m: chr(int(m[1])), processor.unescape(raw))
    return re.sub(r"[\x00-\x20]", "", html.unescape(restored))


def register(md: Markdown) -> None:
    """Replace the library's inline rules, several of which are quadratic."""
    md.treeprocessors.register(PlainText(md), "hub-plain", 25)
    patterns = md.inlinePatterns
    for name in [item.name for item in patterns._priority]:
        patterns.deregister(name)
    rules: list[InlineProcessor] = [
        Code(_CODE, md),
        Escape(_ESCAPE, md),
        Reference(_REFERENCE, md),
        Image("!" + _TEXT + _TARGET, md),
        Link(_TEXT + _TARGET, md),
        Autolink(_AUTOLINK),
        Autolink(_AUTOMAIL, "mailto:"),
        BareUrl(_URL, md),
        Mention("(?i:" + _MENTION + ")", md),
        Simple(_STRONG_EM, "strong", "em"),
        Simple(_STRONG, "strong"),
        Simple(_EM, "em"),
        Simple(_STRONG_LINE, "strong"),
        Simple(_EM_LINE, "em"),
        Simple(_STRIKE, "del"),
        Break("\n", md),
    ]
    for rank, rule in enumerate(rules):
        rule.md = md
        patterns.register(rule, f"hub-{rank}", 200 - rank * 5)
