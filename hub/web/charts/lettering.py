"""How wide a text is, roughly, without a font: enough to keep labels from running into each other."""

import unicodedata
from functools import lru_cache

RTL_ISOLATE, LTR_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2067", "\u2066", "\u2068", "\u2069"

# Advance widths in em of a common humanist sans; Arabic letters join, so an average serves.
NARROW, DIGIT, LOWER, UPPER, ARABIC = 0.29, 0.56, 0.54, 0.67, 0.5
THIN_CHARACTERS = frozenset(" .,;:'’!|iljtfr-()[]\u202f\u00a0·")
WIDE_CHARACTERS = frozenset("mwMW@%—")


def character_width(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if character in THIN_CHARACTERS:
        return NARROW
    if character in WIDE_CHARACTERS:
        return 0.86
    if character.isdigit():
        return DIGIT
    if "\u0600" <= character <= "\u06ff":
        return ARABIC
    return UPPER if character.isupper() else LOWER


@lru_cache(maxsize=2048)
def text_width(text: str, size: float) -> float:
    """Width in user units of `text` set at `size`."""
    return size * sum(character_width(character) for character in text)


def isolate(text: str, rtl: bool) -> str:
    """Keeps a label whole inside an `<svg direction="ltr">`: an Arabic sentence with numbers would else be
    reordered around its Latin parts. Left-to-right pages need no mark."""
    return f"{RTL_ISOLATE}{text}{POP_ISOLATE}" if rtl else text


def shorten(text: str, size: float, room: float) -> str:
    """The text, or its longest beginning that fits `room` followed by an ellipsis."""
    if text_width(text, size) <= room:
        return text
    end = len(text)
    while end > 1 and text_width(text[:end] + "…", size) > room:
        end -= 1
    return text[:end].rstrip() + "…"
