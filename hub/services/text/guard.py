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
_PARENTHESIS_NUMBER = re.compile(r"(?P<prefix>[ >]*)(?P<number>\d{1,9})\)(?= +\S)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ESCAPABLE = re.compile(r"[\\`*_{}\[\]()>#+.!|~<-]")


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
        out: list[str] = []
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
                _append(out, _bounded(line))
        if fence is not None:
            self._close(fence, out)
        return _small_tables(out)

    def _close(self, fence: _Fence, out: list[str]) -> None:
        blank = _QUOTE_PREFIX.match(fence.prefix)[0].rstrip()  # type: ignore[index]  # matches the empty string too
        if fence.prefix.strip(" >") == "" and out and out[-1].strip(" >"):
            out.append(blank)
        out.append(fence.prefix + CODE_MARK.format(len(self.codes)))
        out.append(blank)
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


def _append(out: list[str], line: str) -> None:
    """Add a line, after the blank line that Markdown needs and people do not write."""
    line = _PARENTHESIS_NUMBER.sub(r"\g<prefix>\g<number>.", line)
    previous = out[-1] if out else ""
    quote, bare = _split(line)
    previous_quote, previous_bare = _split(previous)
    marks, previous_marks = quote.count(">"), previous_quote.count(">")
    indented = bool(previous_quote.strip("> ") == "" and previous_quote[-2:] == "  ")
    if previous.strip() and marks != previous_marks:
        if line.strip():
            out.append(">" * min(marks, previous_marks))
    elif previous_bare.strip() and bare.strip() and not indented and _starts_block(bare, previous_bare):
        out.append(quote.rstrip())
    elif _HEADING.match(previous_bare):
        out.append(quote.rstrip())
    out.append(line)


def _split(line: str) -> tuple[str, str]:
    quote = _QUOTE_PREFIX.match(line)[0]  # type: ignore[index]  # matches the empty string too
    return quote, line[len(quote) :]


def _starts_block(bare: str, previous: str) -> bool:
    if _HEADING.match(bare):
        return True
    if bare.startswith("|"):
        return not previous.startswith("|") and "|" not in previous
    in_list = bool(_BULLET.match(previous) or _NUMBER.match(previous))
    return not in_list and bool(_BULLET.match(bare) or _FIRST_NUMBER.match(bare))


def _small_tables(lines: list[str]) -> list[str]:
    """Escape the pipes of a run of lines that would make more than MAX_CELLS cells: rows times columns of the first."""
    out: list[str] = []
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and lines[end].strip(" >"):
            continue
        run = lines[start:end]
        if len(run) > 1 and (max(run[0].count("|"), run[1].count("|")) + 1) * len(run) > MAX_CELLS:
            run = [line.replace("\\|", "|").replace("|", "\\|") for line in run]
        out.extend(run)
        out.extend(lines[end : end + 1])
        start = end + 1
    return out
