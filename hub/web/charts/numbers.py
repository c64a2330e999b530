"""Numbers as each language writes them. Babel gives the symbols once; formatting itself is plain string work,
since a board prints some sixty numbers and `format_decimal` costs about 30 µs each."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale

MINUS = "−"
BABEL_NAMES = {"ar": "ar_MA"}


@lru_cache(maxsize=16)
def separators(language: str) -> tuple[str, str]:
    """Grouping and decimal separator of a language (`ar` is Morocco's: Western digits, decimal comma)."""
    symbols = Locale.parse(BABEL_NAMES.get(language, language)).number_symbols["latn"]
    return str(symbols["group"]), str(symbols["decimal"])


def format_number(value: Decimal | int, language: str, decimals: int | None = None, signed: bool = False) -> str:
    """`decimals=None` keeps the precision the source gave. `signed` writes + before a gain.

    The sign stands before the digits inside a left-to-right isolate in Arabic, else it would jump to the other side.
    """
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    group, point = separators(language)
    whole, _, fraction = format(abs(number), "f").partition(".")
    text = f"{int(whole):,}".replace(",", group)
    if fraction:
        text = f"{text}{point}{fraction}"
    sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
    if not sign:
        return text
    return f"\u2066{sign}{text}\u2069" if language == "ar" else sign + text
