"""The place in a text where the words are, with the words marked. Cut from the original, not from the index."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup, escape

from .analyser import is_stop, query_keys, surface, words
from .asking import Question

LENGTH = 220
BEFORE = 60
_FIRST_SEARCHED = 700

_WRITTEN_ALSO = {
    "a": "àâäáãå", "c": "ç", "e": "éèêë", "i": "ìíîï", "n": "ñ", "o": "óòôöõ", "u": "úùûü", "y": "ýÿ",
    "ا": "أإآٱى", "ه": "ة", "و": "ؤ", "ي": "ئ",
}  # fmt: skip
"""Letters that people and texts write for one that stands in a key."""

_VOWEL_SIGNS = "\u064b-\u0652"
_IN_WORD = re.compile(rf"[\w{_VOWEL_SIGNS}]")
_EDGE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Highlighting:
    """How to recognise the words asked for: a pattern that finds suspects, and the keys that decide."""

    suspects: re.Pattern[str] | None
    keys: frozenset[str]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each word of `text` that was asked for."""
        if self.suspects is None:
            return []
        found = []
        for match in self.suspects.finditer(text):
            start, end = match.span()
            while start and _IN_WORD.match(text, start - 1):
                start -= 1
            if not self.keys.isdisjoint(_keys_of(text[start:end])):
                found.append((start, end))
        return found


def highlighting(question: Question) -> Highlighting:
    """Suspects are words that hold the first letters of a key or of what was typed."""
    keys = {key for group in question.groups for key in group}
    keys |= {key for phrase in question.phrases for sequence in phrase for key in sequence}
    stems = {
        stem[: max(3, len(stem) - 1)] for stem in (*keys, *map(surface, question.typed_words)) if not is_stop(stem)
    }
    if not stems:
        return Highlighting(None, frozenset())
    shortest = sorted(stem for stem in stems if not any(stem != other and stem.startswith(other) for other in stems))
    alternatives = "|".join("".join(map(_letter, stem)) for stem in shortest)
    return Highlighting(re.compile(rf"(?:{alternatives})[\w{_VOWEL_SIGNS}]*"), frozenset(keys))


@cache
def _letter(letter: str) -> str:
    """Pattern of a letter however it is written: the text is searched as it stands, folding it would cost ten times more."""
    forms = letter + _WRITTEN_ALSO.get(letter, "")
    return "[" + "".join(dict.fromkeys(re.escape(form) for form in forms + forms.upper())) + "]"


def highlighted(highlighting: Highlighting, text: str) -> Markup:
    """The whole text with `<mark>` round the words asked for."""
    return _marked(text, highlighting.spans(text), 0, len(text))


def snippet(highlighting: Highlighting, body: str) -> Markup:
    """About LENGTH characters of a plain text on one line round the densest group of words asked for; its beginning if none is there."""
    text = body[:_FIRST_SEARCHED]
    spans = highlighting.spans(text)
    if not spans and len(body) > _FIRST_SEARCHED:
        text = body
        spans = highlighting.spans(text)
    start, end = _window(text, spans)
    return _marked(text, spans, start, end, "… " if start else "", " …" if end < len(body) else "")


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    best, most = 0, 0
    last = 0
    for first, (begin, _) in enumerate(spans):
        last = max(last, first)
        while last < len(spans) and spans[last][1] <= begin + LENGTH - BEFORE:
            last += 1
        if last - first > most:
            best, most = begin, last - first
    start = max(0, best - BEFORE)
    if len(text) - start < LENGTH:
        start = max(0, len(text) - LENGTH)
    if start:
        edge = _EDGE.search(text, start)
        start = edge.end() if edge and edge.end() <= best else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", start + LENGTH // 2, end)
        end = space if space > 0 else end
    return start, end


def _marked(text: str, spans: list[tuple[int, int]], start: int, end: int, before: str = "", after: str = "") -> Markup:
    parts = [before]
    position = start
    for begin, finish in spans:
        if begin >= start and finish <= end:
            parts += [str(escape(text[position:begin])), "<mark>", str(escape(text[begin:finish])), "</mark>"]
            position = finish
    parts += [str(escape(text[position:end])), after]
    return Markup("".join(parts))  # noqa: S704 - every part is escaped above


@lru_cache(maxsize=20_000)
def _keys_of(written: str) -> frozenset[str]:
    return frozenset(key for word in words(written) for key in query_keys(word))
