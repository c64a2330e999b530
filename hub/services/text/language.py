"""Which of the hub's languages a text is written in."""

import re

_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|https?://\S+|^ {0,3}>[^\n]*", re.DOTALL | re.MULTILINE)
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[a-z\u00e0-\u024f]+(?:['’](?=[a-z\u00e0-\u024f]))?")
_WINDOW = 5_000
_ARABIC_SHARE_OF_ARABIC_READER = 0.3
"""Arabic administrative prose is full of Latin acronyms and names of programmes."""
_ENOUGH = 2.0

_FRENCH = frozenset(
    """le la les l' un une des du de d' et est sont dans pour par avec sur que qui nous vous ce cette ces il elle ils
    elles au aux à en ne n' pas plus se s' qu' c' j' je mais ou où sans sous entre être avoir été a ont notre votre leur
    leurs comme aussi très bonjour merci chez afin lors ainsi tous toutes tout quel quelle quels quelles""".split()  # noqa: SIM905
)
_ENGLISH = frozenset(
    """the of and to in is are was were be been for with on that this these those it its we you they he she our your
    their as at by from or not have has had but if which who what when where how can will would should could there
    hello thanks thank please about into than then do does did an i""".split()  # noqa: SIM905
)
_ACCENTED = re.compile("[éèêàçùœîô]")


def detect_language(source: str, fallback: str) -> str:
    """`fr`, `ar` or `en`; `fallback` (the language its writer reads the hub in) unless the text clearly says otherwise.

    Counts letters, not beginnings: a French text that opens with an Arabic name stays French. Code, addresses and
    quoted lines are another's words and do not count.
    """
    text = _CODE.sub(" ", source[:_WINDOW])
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if arabic + latin < 3:
        return fallback
    if arabic / (arabic + latin) > (_ARABIC_SHARE_OF_ARABIC_READER if fallback == "ar" else 0.5):
        return "ar"
    return _latin_language(text, fallback)


def _latin_language(text: str, fallback: str) -> str:
    words = _WORD.findall(text.lower().replace("’", "'"))
    french = sum(word in _FRENCH for word in words) + 0.5 * sum(bool(_ACCENTED.search(word)) for word in words)
    english = float(sum(word in _ENGLISH for word in words))
    found, strong, weak = ("fr", french, english) if french > english else ("en", english, french)
    return found if strong >= _ENOUGH and strong >= 2 * weak else fallback
