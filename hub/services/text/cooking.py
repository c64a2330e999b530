"""Markdown to safe HTML, once, when the text is written."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor

from . import inline
from .blocks import ATTRIBUTION_CLASS, QUOTE_CLASS, Blank, CodeBlock, Heading, Quote
from .direction import set_directions
from .guard import Guard, unlined

ALONE_CLASS = "ref-alone"
"""On a reference that is all its paragraph says: it is drawn as a card of its own."""

RENDERER_VERSION = 2
"""Raise it when the same source gives other HTML; stored rows with a smaller one are cooked again."""

MAX_SOURCE = 20_000
"""Characters. The renderer is linear, but a page is read by people."""

_TAGS = {"a", "bdi", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p",
         "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "loading", "decoding"},
    "ol": {"start"},
    "table": {"tabindex"},
    "td": {"align"},
    "pre": {"tabindex"},
    "th": {"align"},
}
_CLASSES = {
    "a": {"mention", inline.REFERENCE_CLASS, ALONE_CLASS},
    "blockquote": {QUOTE_CLASS},
    "p": {ATTRIBUTION_CLASS},
}
_BLOCKS = {"blockquote", "br", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "td", "th", "ul"}
_REL = "nofollow ugc noopener"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class TextTooLong(ValueError):
    """The source has more than MAX_SOURCE characters; `length` says how many."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters, at most {MAX_SOURCE}")
        self.length = length


@dataclass(frozen=True, slots=True)
class Cooked:
    """A rendered text.

    html: safe to print as it is. version: RENDERER_VERSION. mentions: handles written as `@handle`, lower case, in
    order, once each, known or not; those inside code or inside a quote are not counted, since quoting somebody calls
    nobody. plain: the words only, blocks on lines of their own, without attributed quotes (another person's words).
    """

    html: str
    version: int
    mentions: tuple[str, ...]
    plain: str


def cook(source: str, *, language: str, base_url: str = "", mention_targets: Mapping[str, str] | None = None) -> Cooked:
    """Render Markdown of at most MAX_SOURCE characters, else TextTooLong.

    language: of the text, decides the direction of blocks whose first word misleads. base_url: the hub's own address;
    links to it are not foreign, and its pages' addresses, pasted as they are, become references. mention_targets: handle → address; only these become links.
    """
    if len(source) > MAX_SOURCE:
        raise TextTooLong(len(source))
    if not _LANGUAGE.match(language):
        raise ValueError(f"not a language code: {language!r}")
    run = _Run()
    finish = run.finish = _Finish(language, base_url, mention_targets or {})
    markdown = Markdown(
        extensions=[SaneListExtension(), TableExtension(use_align_attribute=True), run],
        tab_length=2,
        output_format="html",
    )
    raw = markdown.convert(unlined(source))
    return Cooked(html=_CLEANER.clean(raw), version=RENDERER_VERSION, mentions=finish.mentions, plain=finish.plain)


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    tag_attribute_values={tag: {"dir": {"auto", "ltr", "rtl"}} for tag in _TAGS - {"br", "hr", "img"}},
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)


class _Run(Extension):
    """Our rules on one Markdown instance; raw HTML, reference links, indented code and footnotes are left out."""

    finish: "_Finish"

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (library's name)
        md.preprocessors.deregister("html_block")
        guard = Guard(md)
        md.preprocessors.register(guard, "hub-guard", 10)
        blocks = md.parser.blockprocessors
        for name in ("empty", "code", "hashheader", "setextheader", "reference"):
            blocks.deregister(name)
        blocks.register(Blank(md.parser), "hub-blank", 100)
        blocks.register(CodeBlock(md.parser, guard), "hub-code", 85)
        blocks.register(Heading(md.parser), "hub-heading", 70)
        blocks.register(Quote(md.parser), "quote", 20)
        inline.register(md)
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.deregister("unescape")
        md.treeprocessors.register(_Restore(md), "unescape", 10)
        md.treeprocessors.register(self.finish, "hub-finish", 5)
        md.postprocessors.deregister("raw_html")
        md.postprocessors.deregister("amp_substitute")


class _Restore(UnescapeTreeprocessor):
    """Escaped characters back in place, in the attributes of the whole tree too."""


class _Finish(Treeprocessor):
    """Last pass over the tree: who is meant, where links lead, which way each block runs, what the words are."""

    def __init__(self, language: str, base_url: str, targets: Mapping[str, str]) -> None:
        super().__init__()
        self.language = language
        self.base_url = base_url.rstrip("/")
        self.targets = {handle.lower(): address for handle, address in targets.items()}
        self.mentions: tuple[str, ...] = ()
        self.plain = ""

    def run(self, root: Element) -> None:
        self.plain = _tidy("".join(_words(root)))
        self.mentions = tuple(dict.fromkeys(_mentions(root)))
        for element in root.iter():
            if element.tag == "mention":
                self._link_mention(element)
            elif element.tag == "a":
                self._finish_link(element)
            elif element.tag == "p":
                self._stand_alone(element)
            elif element.tag in {"table", "pre"}:
                element.set("tabindex", "0")  # both scroll sideways on a phone: the keyboard must reach them
        set_directions(root, self.language)

    def _link_mention(self, element: Element) -> None:
        handle = element.attrib.pop("handle")
        element.tag = "bdi"
        if handle in self.targets:
            text, element.text = element.text, None
            element.tag = "a"
            element.set("href", self.targets[handle])
            element.set("class", "mention")
            name = Element("bdi")
            name.text = text
            element.append(name)

    def _finish_link(self, element: Element) -> None:
        href = element.get("href", "")
        if self.base_url and href == element.text and href.startswith(self.base_url + "/"):
            element.set("href", href.removeprefix(self.base_url))
            element.set("class", inline.REFERENCE_CLASS)
        elif self._foreign(href):
            element.set("rel", _REL)

    def _stand_alone(self, paragraph: Element) -> None:
        if len(paragraph) == 1 and not (paragraph.text or "").strip() and not (paragraph[0].tail or "").strip():
            only = paragraph[0]
            self._finish_link(only)
            if only.get("class") == inline.REFERENCE_CLASS:
                only.set("class", f"{inline.REFERENCE_CLASS} {ALONE_CLASS}")

    def _foreign(self, href: str) -> bool:
        if href.startswith("/"):
            return href.startswith(("//", "/\\"))
        own = self.base_url and (href == self.base_url or href.startswith(self.base_url + "/"))
        return not (own or href.startswith("#"))


def _mentions(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == "mention":
            yield child.get("handle", "")
        elif child.tag != "blockquote":
            yield from _mentions(child)


def _words(element: Element) -> Iterator[str]:
    """The readable text, with a line end on both sides of each block."""
    if element.tag == "blockquote" and element.get("class") == QUOTE_CLASS:
        return
    edge = "\n" if element.tag in _BLOCKS else ""
    yield edge
    yield element.text or element.get("alt") or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield edge


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
