"""Arabic words to keys: letters unified, particles and endings peeled, broken plurals of the domain known.

In the manner of light stemming (Larkey, Ballesteros and Connell 2002, "light10"), written anew. A first letter و ف ب ك ل
may be a particle or belong to the word (وزارة): both readings are kept, so that either finds the other.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from .arabic_plurals import PLURALS

_UNIFIED = str.maketrans("أإآٱىةؤئی ک".replace(" ", ""), "اااايهويي" + "ك")
_ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)(?=\w{2})")
_PARTICLES = re.compile(r"[وف]?[بكل]?")
_POSSESSIVES = ("هما", "كما", "هم", "هن", "كم", "كن", "نا", "ها")
_ENDINGS = ("ته", "تان", "تين", "ات", "ان", "ون", "ين", "يه", "وا", "ه", "ي", "ا")
_SHORTEST = 3

_BROKEN = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"م(\w)ا(\w)(\w)", r"م\1\2\3"),  # مراصد مرصد
        (r"م(\w)ا(\w)", r"م\1\2"),  # ملاجئ ملجأ, whose weak end is peeled
        (r"(\w)(\w)ا(\w)ي(\w)", r"\1\2\3ي\4"),  # تلاميذ تلميذ
        (r"(\w)(\w)ا(\w)ي(\w)", r"\1\2\3و\4"),  # صناديق صندوق
        (r"(\w)(\w)ا(\w)ي(\w)", r"\1\2\3ا\4"),  # ميادين ميدان
        (r"(\w)(\w)و(\w)", r"\1\2\3"),  # قروض قرض
        (r"(\w)(\w)و(\w)", r"\1ا\2\3"),  # شهود شاهد
        (r"(\w)(\w)ا(\w)", r"\1ا\2\3"),  # تجار تاجر
        (r"(\w)وا(\w)", r"\1اي\2"),  # زوار زائر
        (r"ا(\w)(\w)ا(\w)", r"\1\2\3"),  # أهداف هدف
        (r"ا(\w)(\w)(\w)ه", r"\1\2ا\3"),  # أجهزة جهاز
        (r"(\w)(\w)(\w)اء", r"\1\2ي\3"),  # وسطاء وسيط
        (r"(\w)وا(\w)(\w)", r"\1ا\2\3"),  # قوافل قافلة
        (r"(\w)(\w)اي(\w)", r"\1\2ي\3"),  # حصائل حصيلة
        (r"(\w)(\w)اي(\w)", r"\1\2ا\3"),  # رسائل رسالة
        (r"(\w)(\w)ايا", r"\1\2ي"),  # هدايا هدية
    )
)


def unify(word: str) -> str:
    """One spelling for the letters that people interchange; vowel signs and tatweel are gone already."""
    return word.translate(_UNIFIED)


@lru_cache(maxsize=60_000)
def arabic_keys(word: str) -> tuple[str, ...]:
    """Keys of a word, the main one (nothing but an article taken from the front) first."""
    forms = list(_fronts(unify(word)))
    stems = dict.fromkeys(_stem(form) for form in forms)
    return tuple(dict.fromkeys((*stems, *(single for form in (*stems, *forms) for single in _singulars(form)))))


def _fronts(word: str) -> Iterator[str]:
    """The word without its article, and each reading of a first letter that may be a particle."""
    article = _ARTICLE.match(word)
    if article and word not in _LEXICON:
        yield word[article.end() :]
        if article[0].endswith("لل"):
            yield word[article.end() - 1 :]  # للاجئين: the article's letter and the word's own are written as one
        elif article[0] != "ال" or word.startswith("الت"):
            yield word  # والدين and التزام have no article
        return
    yield word
    particles = _PARTICLES.match(word)
    length = len(particles[0]) if particles else 0
    for peeled in range(1, length + 1):
        if len(word) - peeled >= _SHORTEST:
            yield word[peeled:]


def _singulars(form: str) -> Iterator[str]:
    """What a broken plural that the list does not know may be the plural of, by its pattern; a wrong guess is one key
    more that hardly any word has."""
    for pattern, singular in _BROKEN:
        match = pattern.fullmatch(form)
        if match:
            yield match.expand(singular)


def _stem(word: str) -> str:
    for known in (word, word.removesuffix("ا")):
        if known in _LEXICON:
            return _LEXICON[known]
    owned = _without(word, _POSSESSIVES)
    if owned != word:
        if owned in _LEXICON:
            return _LEXICON[owned]
        if owned.endswith("ت"):
            feminine = owned[:-1] + "ه"
            return _LEXICON.get(feminine) or _bare(feminine)
    return _bare(owned)


def _bare(word: str) -> str:
    """Without endings, one behind the other: إعلانات, then إعلان, have the key of إعلان."""
    while (shorter := _without(word, _ENDINGS)) != word:
        if shorter in _LEXICON:
            return _LEXICON[shorter]
        word = shorter
    return word


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _lexicon() -> dict[str, str]:
    """Each form → the key of its singular. Filled in two steps: keys of singulars need an empty lexicon."""
    found: dict[str, str] = {}
    for line in PLURALS.strip().splitlines():
        forms = [unify(form) for form in line.split()]
        key = _bare(forms[0])
        for form in forms:
            found.setdefault(form, key)
    return found


_LEXICON: dict[str, str] = {}
_LEXICON.update(_lexicon())
