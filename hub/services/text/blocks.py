"""Block rules: headings that fit under the page's own, quotes that keep their permalink, code taken out before."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.util import AtomicString

from .guard import CODE_MARK, Guard

FIRST_HEADING = 3
LAST_HEADING = 6
QUOTE_CLASS = "quote"
ATTRIBUTION_CLASS = "quote-by"

_CODE = re.compile(re.escape(CODE_MARK).replace(r"\{\}", r"(\d+)"))
_HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#+)? *$")
_ATTRIBUTION = re.compile(r"\[(?P<name>[^\[\]\n]{1,200})\]\((?P<address>[^\s()<>\"]{1,500})\):$")


class CodeBlock(BlockProcessor):
    """The line that `Guard` left where fenced code stood."""

    def __init__(self, parser: BlockParser, guard: Guard) -> None:
        super().__init__(parser)
        self.guard = guard

    def test(self, parent: Element, block: str) -> bool:
        return _CODE.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _CODE.fullmatch(blocks.pop(0).strip())
        pre = SubElement(parent, "pre", {"dir": "ltr"})
        code = SubElement(pre, "code")
        if match is not None:
            code.text = AtomicString(self.guard.codes[int(match[1])] + "\n")


class Blank(BlockProcessor):
    """Blank lines. The library's own rule adds them to the code block before."""

    def test(self, parent: Element, block: str) -> bool:
        return not block or block.startswith("\n")

    def run(self, parent: Element, blocks: list[str]) -> None:
        rest = blocks.pop(0).lstrip("\n")
        if rest:
            blocks.insert(0, rest)


class Heading(BlockProcessor):
    """`# Title`, with a space; the first level is h3, since h1 and h2 are the page's."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith("#") and _HEADING.match(block.partition("\n")[0]) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        line, _, rest = blocks.pop(0).partition("\n")
        match = _HEADING.match(line)
        if match is not None:
            level = min(len(match[1]) + FIRST_HEADING - 1, LAST_HEADING)
            SubElement(parent, f"h{level}").text = match[2]
        if rest:
            blocks.insert(0, rest)


class Quote(BlockQuoteProcessor):
    """A quote ends at a blank line, and may open with `[Name](address):` (see `quoting.quote`)."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self.RE.search(block)
        if match is None:
            return
        self.parser.parseBlocks(parent, [block[: match.start()]])
        lines = [self.clean(line) for line in block[match.start() :].strip("\n").split("\n")]
        element = SubElement(parent, "blockquote")
        attribution = _ATTRIBUTION.match(lines[0].strip())
        if attribution is not None and _local(attribution["address"]):
            _attribute(element, attribution["name"], attribution["address"])
            lines = lines[1:]
        self.parser.state.set("blockquote")
        self.parser.parseChunk(element, _trimmed(lines))
        self.parser.state.reset()


def _local(address: str) -> bool:
    return address.startswith("/") and not address.startswith(("//", "/\\"))


def _attribute(quote: Element, name: str, address: str) -> None:
    quote.set("class", QUOTE_CLASS)
    quote.set("cite", address)
    line = SubElement(quote, "p", {"class": ATTRIBUTION_CLASS})
    link = SubElement(line, "a", {"href": address})
    SubElement(link, "bdi").text = AtomicString(name.replace("\\", ""))


def _trimmed(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n")
