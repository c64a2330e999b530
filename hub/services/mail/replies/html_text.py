"""The words of an HTML mail as plain text, quotes marked with ">" as plain mails mark them."""

import re
from html.parser import HTMLParser

_PARAGRAPHS = frozenset({"blockquote", "ol", "p", "pre", "table", "ul"})
_BLOCKS = _PARAGRAPHS | {
    "address", "article", "div", "dd", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "section", "tr",
}  # fmt: skip
_SILENT = frozenset({"script", "style", "title", "head", "template"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr"})
_HISTORY = re.compile(r"(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)")
SEPARATOR = "-----Original Message-----"
"""Where Outlook's history begins: written out, for `trimming` to find."""


class _Reader(HTMLParser):
    """Lines with the depth of quoting they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[int, list[str]]] = [(0, [])]
        self.open: list[tuple[str, bool, bool]] = []
        self.depth = self.silence = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._break()
            return
        if _HISTORY.fullmatch(given.get("id", "")) and not self.silence:
            self._line(SEPARATOR)
        if tag in _BLOCKS:
            self._break(paragraph=tag in _PARAGRAPHS)
        if tag == "li":
            self._add("- ")
        if tag == "td":
            self._add(" ")
        if tag in _VOID:
            return
        is_quote, is_silent = tag == "blockquote", tag in _SILENT
        self.open.append((tag, is_quote, is_silent))
        self.depth += is_quote
        self.silence += is_silent
        self._begin()

    def handle_endtag(self, tag: str) -> None:
        if tag not in {name for name, _, _ in self.open}:
            return
        while self.open:
            name, is_quote, is_silent = self.open.pop()
            self.depth -= is_quote
            self.silence -= is_silent
            if name == tag:
                break
        if tag in _BLOCKS:
            self._break(paragraph=tag in _PARAGRAPHS)
            self._begin()

    def handle_data(self, data: str) -> None:
        if not self.silence:
            is_preformatted = any(name == "pre" for name, _, _ in self.open)
            if is_preformatted:
                for number, line in enumerate(data.split("\n")):
                    if number:
                        self._break()
                    self._add(line)
            else:
                self._add(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _add(self, text: str) -> None:
        self.lines[-1][1].append(text)

    def _line(self, text: str) -> None:
        self._break()
        self._add(text)
        self._break()

    def _break(self, *, paragraph: bool = False) -> None:
        if any(part.strip() for part in self.lines[-1][1]) or not paragraph:
            self.lines.append((self.depth, []))
        if paragraph and len(self.lines) > 1 and any(part.strip() for part in self.lines[-2][1]):
            self.lines.append((self.depth, []))

    def _begin(self) -> None:
        """The line that follows stands as deep as we are now."""
        if not any(part.strip() for part in self.lines[-1][1]):
            self.lines[-1] = (self.depth, [])


def html_to_text(html: str) -> str:
    """Blocks on lines of their own, lists with dashes, at most one empty line between."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = []
    for depth, parts in reader.lines:
        text = re.sub(r"[ \u00a0]{2,}", " ", "".join(parts)).strip()
        lines.append(f"{'>' * depth} {text}".rstrip() if depth else text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
