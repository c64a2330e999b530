"""French and English words to keys: what their inflections have in common, without accents."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_french = snowballstemmer.stemmer("french")
_english = snowballstemmer.stemmer("english")

_IRREGULAR = {
    "travaux": "travail",
    "baux": "bail",
    "vitraux": "vitrail",
    "yeux": "oeil",
    "cieux": "ciel",
    "aieux": "aieul",
    "mesdames": "madame",
    "messieurs": "monsieur",
    "vont": "aller",
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "person",
    "persons": "person",
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_FEMININE = (
    (re.compile(r"(?<=\w{3})(?:ers|[èe]res?)$"), "er"),
    (re.compile(r"(?<=\w{2})(?:ifs|ives?)$"), "if"),
    (re.compile(r"(?<=\w{2})t(?:eurs|rices?)$"), "teur"),
    (re.compile(r"(?<=\w{2})c?ques?$"), "c"),
    (re.compile(r"(?<=\w)ngues?$"), "ng"),
    (re.compile(r"(?<=\w)nches?$"), "nc"),
    (re.compile(r"(?<=\we)uves?$"), "uf"),
)
_THEY = re.compile(r"(?<=\w{4}[^m])ent$")
_EUSE = re.compile(r"(?<=\w{3})euses?$")
_VOWEL_PLURAL = re.compile(r"(?<=[aeiouy])[sx]$")
_SHORTEST = 4


def fold(word: str) -> str:
    """Lower-case Latin without accents: what an unaccented keyboard types."""
    decomposed = unicodedata.normalize("NFD", word.translate(_LIGATURES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=60_000)
def french_keys(word: str) -> tuple[str, ...]:
    """Keys of a lower-case word, the main one first: stemmed as written, and as typed without accents when that differs.

    Folding before stemming would lose réfugié/réfugiés, stemming alone loses what is typed without accents.
    """
    spellings = dict.fromkeys((word, fold(word)))
    return tuple(dict.fromkeys(_french_key(form) for spelling in spellings for form in _masculine(spelling)))


def _masculine(word: str) -> tuple[str, ...]:
    """Étrangère → étranger, active → actif, directrice → directeur; -euse is -eur (chercheuse) or -eux (nombreuse), -ent
    may be a verb's (orientent)."""
    word = _IRREGULAR.get(word, word)
    if _THEY.search(word):
        return word, _THEY.sub("er", word)
    if _EUSE.search(word):
        return _EUSE.sub("eur", word), _EUSE.sub("eux", word)
    for pattern, ending in _FEMININE:
        word = pattern.sub(ending, word)
    return (word,)


@lru_cache(maxsize=20_000)
def english_key(word: str) -> str:
    plain = fold(word)
    return str(_english.stemWord(_IRREGULAR.get(plain, plain)))


def _french_key(word: str) -> str:
    """Snowball's stem, then what it leaves: a final s or x behind a vowel (lois, élus, lieux), a doubled or mute end."""
    stem = fold(_french.stemWord(word))
    if len(stem) >= _SHORTEST:
        stem = _VOWEL_PLURAL.sub("", stem)
    if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
        stem = stem[:-1]
    while len(stem) > _SHORTEST and stem[-1] in "ei":
        stem = stem[:-1]
    return stem
