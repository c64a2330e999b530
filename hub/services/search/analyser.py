"""Text to search keys, the same for what is indexed and for what is typed. Pure.

The index keeps a stream of main keys, one a word, where phrases can be found, and beside it the other keys of the same
words. What is typed has no known language: a Latin word is tried as French and as English.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .arabic import arabic_keys, unify
from .french import english_key, fold, french_keys

ANALYSER_VERSION = 2
"""Raise it when the same text gives other keys; `hub search rebuild` then works through the rows left behind."""

LONGEST_WORD = 40

MARK = "\u16a0"
"""A letter (runic fehu) that opens the index's own words and is taken out of every text, so that nobody can type one."""

_INVISIBLE = re.compile(
    r"[\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0610-\u061a\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad\u16a0]"
)
_WORD = re.compile(r"[^\W_]+")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ‘´`](?=\w)", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0620-\u06ff]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_STOP = frozenset(
    """a à au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le les leur leurs lui ma mais
    me mes moi mon ne nos notre nous on ou où par pas pour qu que qui sa se ses son sont sur ta te tes toi ton tu un une vos
    votre vous y c d j l m n s t qu
    an and are as at be been but by for from has have in into is it its of on or that the their them then there these they
    this to was were which with
    في من على إلى عن مع أن إن أو ثم هذا هذه ذلك تلك التي الذي الذين كما قد كان كانت هو هي هم ما لا لم لن بعد قبل بين
    كل عند حتى و""".split()  # noqa: SIM905
)
_STOP_UNIFIED = frozenset(unify(word) for word in _STOP)


@dataclass(frozen=True, slots=True)
class Terms:
    """Keys of a text. main: one a word, in order. other: further keys of those words, in no order, once each."""

    main: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in its text."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[str]:
    """Lower-case words of a text: without elided articles, vowel signs, invisible marks; Western digits."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_DIGITS)
    for match in _WORD.finditer(_ELISION.sub("", plain.lower())):
        yield match[0][:LONGEST_WORD]


def analyse(text: str, language: str) -> Terms:
    """Keys of a text to be indexed. language: of the text; its Latin words are English for `en`, French otherwise."""
    main: list[str] = []
    other: dict[str, None] = {}
    for word in words(text):
        if is_stop(word):
            continue
        first, *rest = keys(word, language)
        main.append(first)
        other.update(dict.fromkeys(rest))
    return Terms(tuple(main), tuple(key for key in other if key not in set(main)) if other else ())


def keys(word: str, language: str) -> tuple[str, ...]:
    """Keys of one word from `words`, the main one first."""
    if _ARABIC.match(word):
        return arabic_keys(word)
    if word.isdigit():
        return (word.lstrip("0") or "0",)
    if language == "en":
        english = english_key(word)
        return (english, *(key for key in french_keys(word) if key != english))
    return french_keys(word)


def query_keys(word: str) -> tuple[str, ...]:
    """Keys under which a typed word may be found, whatever the language of the text."""
    found = keys(word, "fr")
    return tuple(dict.fromkeys((*found, english_key(word)))) if word.isascii() and not word.isdigit() else found


def is_stop(word: str) -> bool:
    """Words that every text has."""
    return word in _STOP or unify(word) in _STOP_UNIFIED


def surface(word: str) -> str:
    """The word as type-ahead compares it: accents and spelling variants folded, nothing stemmed."""
    return unify(word) if _ARABIC.match(word) else fold(word)
