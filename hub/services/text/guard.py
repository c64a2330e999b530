"""First pass over the source: what Markdown would do slowly or surprisingly is settled here, line by line.

Linear in the length of the source. It
- takes fenced code out, wherever it stands (quotes and lists too), so that no later rule touches it;
- bounds nesting: Markdown recurses for each level, and 20,000 `>` are 20,000 levels;
- writes blank lines where people leave them out: before a list, a table or a quote, after a heading, and
  between somebody's words and the answer typed right under them;
- escapes a table too large to be one.
"""

import re
from dataclasses import dataclass, field

from markdown.preprocessors import Preprocessor

MAX_DEPTH = 6
MAX_CELLS = 3_000
CODE_MARK = "\x02code:{}\x03"

_FENCE = re.compile(r"(?P<prefix>(?:[ >]|[-*+] |\d{1,9}[.)] )*)(?P<fence>`{3,}|~{3,})[^`]*$")
_QUOTE_PREFIX = re.compile(r"[ >]*")
_MARKER = re.compile(r"(?P<space> +)|(?P<quote>>)|(?P<item>(?:[-*+]|\d{1,9}[.)])(?= |$))")
_HEADING = re.compile(r"#{1,6} ")
_BULLET = re.compile(r"[-*+] +\S")
_FIRST_NUMBER = re.compile(r"1[.)] +\S")
_NUMBER = re.compile(r"\d{1,9}[.)] +\S")
_PARENTHESIS_NUMBER = re.compile(r"(\d{1,9})\)(?= +\S)")
_RULE = re.compile(r"(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def unlined(source: str) -> str:
    """The source with one kind of line end, no tabs and no control characters: Markdown's own marks are such."""
    text = source.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _CONTROLS.sub("", text.expandtabs(4))


@dataclass
class _Fence:
    mark: str
    quotes: int
    width: int
    prefix: str
    lines: list[str] = field(default_factory=list)

    def ends_with(self, line: str) -> bool:
        bare = line.lstrip(" >")
        return len(bare.rstrip()) >= len(self.mark) and set(bare.rstrip()) == {self.mark[0]}

    def take(self, line: str) -> None:
        """Keep a line without the quote marks and the indentation of the opening line."""
        rest, quotes = line, 0
        while quotes < self.quotes and (stripped := rest.lstrip(" ")).startswith(">"):
            rest, quotes = stripped[1:], quotes + 1
        if self.quotes:
            rest = rest.removeprefix(" ")
            self.lines.append(rest)
            return
        indent = len(rest) - len(rest.lstrip(" "))
        self.lines.append(rest[min(indent, self.width) :])


class Guard(Preprocessor):
    """Keeps the code blocks it took out in `codes`; a line `CODE_MARK` with their index stands in their place."""

    codes: list[str]

    def run(self, lines: list[str]) -> list[str]:
        self.codes = []
        out = _Lines()
        fence: _Fence | None = None
        for line in lines:
            if fence is not None:
                if fence.quotes and _quotes(line) < fence.quotes:
                    self._close(fence, out)
                    fence = None
                elif fence.ends_with(line):
                    self._close(fence, out)
                    fence = None
                    continue
                else:
                    fence.take(line)
                    continue
            opened = _opened(line)
            if opened is not None:
                fence = opened
            else:
                out.add(_bounded(line))
        if fence is not None:
            while fence.lines and not fence.lines[-1]:
                fence.lines.pop()  # blank lines that the library adds at the end
            self._close(fence, out)
        return _Tables().checked(out.out)

    def _close(self, fence: _Fence, out: "_Lines") -> None:
        quote, item = _split(fence.prefix)
        if not item:
            out.blank(quote)
        out.add(fence.prefix + CODE_MARK.format(len(self.codes)))
        out.blank(quote)
        self.codes.append("\n".join(fence.lines))


def _opened(line: str) -> _Fence | None:
    match = _FENCE.match(line)
    if match is None or _depth(match["prefix"]) > MAX_DEPTH:
        return None
    prefix = match["prefix"]
    return _Fence(match["fence"], prefix.count(">"), len(prefix), prefix)


def _quotes(line: str) -> int:
    return _QUOTE_PREFIX.match(line)[0].count(">")  # type: ignore[index]  # matches the empty string too


def _depth(prefix: str) -> int:
    return prefix.count(">") + len(re.findall(r"[-*+] |[.)] ", prefix)) + (len(prefix) - len(prefix.lstrip())) // 4


def _bounded(line: str) -> str:
    """The line with at most MAX_DEPTH levels of quote, list and indentation; the marker after them is plain text."""
    depth = position = 0
    kept: list[str] = []
    while match := _MARKER.match(line, position):
        position = match.end()
        if match["space"]:
            room = max(0, MAX_DEPTH - depth) * 4 + 3
            kept.append(match["space"][:room])
            depth += min(len(match["space"]), room) // 4
            continue
        depth += 1
        if depth > MAX_DEPTH:
            return "".join(kept) + _escaped(match[0]) + line[position:]
        kept.append(match[0])
        if match["item"] and len(match["item"]) == 1 and set(line[position:].replace(" ", "")) == {match["item"]}:
            return line  # a rule such as `- - -`
    return "".join(kept) + line[position:]


def _escaped(marker: str) -> str:
    return marker[:-1] + "\\" + marker[-1]


class _Lines:
    """Lines on their way to Markdown, with the blank lines that it needs and people do not write."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.list_kind = ""
        self.block_is_indented = False

    def blank(self, quote: str) -> None:
        self.out.append(quote.rstrip())

    def add(self, line: str) -> None:
        line = _with_full_stop(line)
        quote, bare = _split(line)
        previous_quote, previous = _split(self.out[-1]) if self.out else ("", "")
        marks, previous_marks = quote.count(">"), previous_quote.count(">")
        kind = "" if quote[-2:] == "  " else _list_kind(bare)
        if (previous or previous_marks) and bare and marks != previous_marks:
            self.blank(">" * min(marks, previous_marks))
            self.list_kind = ""
        elif bare and previous and (_alone(previous) or self._breaks(kind, bare, previous)):
            self.blank(quote)
        if not self.out or not self.out[-1].strip(" >"):
            self.block_is_indented = quote[-2:] == "  " and not _list_kind(bare)
        if kind:
            self.list_kind = kind
        elif bare and quote[-2:] != "  " and not previous:
            self.list_kind = ""
        self.out.append(line)

    def _breaks(self, kind: str, bare: str, previous: str) -> bool:
        if _alone(bare):
            return True
        if bare.startswith("|"):
            return "|" not in previous
        if not kind:
            return False
        if self.list_kind:
            return self.list_kind != kind or self.block_is_indented
        return kind == "bullet" or _FIRST_NUMBER.match(bare) is not None


def _with_full_stop(line: str) -> str:
    """`1)` counts as `1.`, which is all that Markdown knows."""
    quote, bare = _split(line)
    match = _PARENTHESIS_NUMBER.match(bare)
    return line if match is None else f"{quote}{match[1]}.{bare[match.end() :]}"


def _split(line: str) -> tuple[str, str]:
    quote = _QUOTE_PREFIX.match(line)[0]  # type: ignore[index]  # matches the empty string too
    return quote, line[len(quote) :]


def _list_kind(bare: str) -> str:
    return "bullet" if _BULLET.match(bare) else "number" if _NUMBER.match(bare) else ""


def _alone(bare: str) -> bool:
    """A heading or a rule: a block of one line."""
    return _HEADING.match(bare) is not None or _RULE.match(bare) is not None


class _Tables:
    """Lets through tables of MAX_CELLS cells in all (rows times columns); the pipes of later ones are plain text."""

    def __init__(self) -> None:
        self.room = MAX_CELLS

    def checked(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        start = 0
        for end in range(len(lines) + 1):
            if end < len(lines) and lines[end].strip(" >"):
                continue
            out.extend(self._run(lines[start:end]))
            out.extend(lines[end : end + 1])
            start = end + 1
        return out

    def _run(self, lines: list[str]) -> list[str]:
        if len(lines) < 2 or "|" not in lines[0] or "-" not in lines[1]:
            return lines
        self.room -= (lines[0].count("|") + 1) * len(lines)
        if self.room >= 0:
            return lines
        return [line.replace("\\|", "|").replace("|", "&#124;") for line in lines]
