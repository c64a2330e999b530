"""Two directions in one text: names inside sentences, paragraphs inside a mail."""

import re

OPEN_ISOLATE, CLOSE_ISOLATE = "\u2068", "\u2069"
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LTR = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WEB_ADDRESS = re.compile(r"https?://\S+")
_ISOLATES = re.compile(r"[\u2066-\u2069]")


def isolated(text: object) -> str:
    """First-strong isolate round a name (Unicode UAX 9): it must not reorder the sentence."""
    return f"{OPEN_ISOLATE}{text}{CLOSE_ISOLATE}"


def without_idle_isolates(text: str) -> str:
    """Isolates stay on lines that mix directions only: some mail programs draw a box for them."""
    return "\n".join(
        line if _RTL.search(line) and _LTR.search(line) else _ISOLATES.sub("", line) for line in text.split("\n")
    )


def direction_of_letters(text: str, otherwise: str) -> str:
    """`rtl` or `ltr`, as most letters run; web addresses do not count."""
    words = _WEB_ADDRESS.sub("", text)
    rtl, ltr = len(_RTL.findall(words)), len(_LTR.findall(words))
    if rtl == ltr:
        return otherwise
    return "rtl" if rtl > ltr else "ltr"
