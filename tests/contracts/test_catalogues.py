"""The interface is complete in French, Arabic and English, and says one thing in one way."""

import ast
import csv
import re
from collections.abc import Iterator

import pytest
from babel.messages import Catalog, Message

from hub import i18n
from hub.core.locale import LANGUAGES
from hub.core.settings import PROJECT_ROOT

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
TAG = re.compile(r"</?([a-z]+)")
PLURALS = {"fr": 2, "ar": 6, "en": 2}


def catalogues() -> Iterator[tuple[str, Catalog]]:
    for code in LANGUAGES:
        yield code, i18n.merged(code)


def strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def messages() -> Iterator[tuple[str, Message]]:
    for code, catalog in catalogues():
        for message in catalog:
            if message.id:
                yield code, message


def test_catalogues_are_up_to_date_with_the_code(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("translations")
    for path in i18n.TRANSLATIONS.rglob("*.po"):
        copy = folder / path.relative_to(i18n.TRANSLATIONS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.po")}
    monkeypatch.setattr(i18n, "TRANSLATIONS", folder)
    i18n.extract()
    after = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.po")}
    assert sorted(map(str, after)) == sorted(map(str, before))
    changed = [str(name) for name in before if before[name] != after[name]]
    assert changed == [], "run `make catalogues`"


def test_every_message_is_translated() -> None:
    missing = [f"{code}: {message.id}" for code, message in messages() if not all(strings(message)) or message.fuzzy]
    assert missing == []


def test_plurals_have_every_form_of_the_language() -> None:
    wrong = [
        f"{code}: {message.id}"
        for code, message in messages()
        if message.pluralizable and len(strings(message)) != PLURALS[code]
    ]
    assert wrong == []


def test_placeholders_and_tags_are_those_of_the_source() -> None:
    """A plural form may leave the number out (Arabic says « موضوعان »), never add a placeholder of its own."""
    wrong = []
    for code, message in messages():
        allowed = {name for text in ids(message) for name in PLACEHOLDER.findall(text)}
        for text in strings(message):
            used = set(PLACEHOLDER.findall(text))
            is_complete = message.pluralizable or used == allowed
            if (
                not used <= allowed
                or not is_complete
                or sorted(TAG.findall(text)) != sorted(TAG.findall(ids(message)[-1]))
            ):
                wrong.append(f"{code}: {message.id!r} → {text!r}")
    assert wrong == []


def test_arabic_is_arabic() -> None:
    """No Arabic message was left in Latin script, except names and codes that are so in Arabic too."""
    left = [
        str(message.id)
        for code, message in messages()
        if code == "ar"
        and not any(re.search(r"[\u0600-\u06ff]", text) for text in strings(message))
        and re.search(r"[a-z]{4,}", PLACEHOLDER.sub("", strings(message)[0]))
    ]
    assert [
        text
        for text in left
        if not re.fullmatch(r"[\w .,/()+-]*(BibTeX|RIS|CSL|CSV|SVG|JSON|Atom|iCalendar|Redis)[\w .,/()+-]*", text)
    ] == []


NOT_PROSE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>|https?://|\b\d{1,2}:\d{2}\b")
FRENCH_FAULTS = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "an ordinary space (or none) before : ; ? ! or »": re.compile(
        r"(?<![\u00a0\u202f:;?!(\s])[:;?!»]|[ \n][:;?!»]|^[ ]?:"
    ),
    "an ordinary space (or none) after «": re.compile(r"«(?![\u00a0\u202f])"),
    "straight or English quotation marks": re.compile(r'["“”]'),
    "three full stops": re.compile(r"\.\.\."),
}
ARABIC_FAULTS = {
    "a Latin comma, semicolon or question mark": re.compile(r"[,;?]"),
    "a space before a mark": re.compile(r"\s[،؛؟:!.](?!\w)"),
    "straight or English quotation marks": re.compile(r'["“”]'),
    "Eastern digits": re.compile(r"[\u0660-\u0669\u06f0-\u06f9]"),
    "a kashida inside a word": re.compile(r"\u0640\w"),
    "three full stops": re.compile(r"\.\.\."),
}
# Terms of the glossary that the interface also uses in another form; what is said instead, and why.
GLOSSARY_EXCEPTIONS = {
    ("ar", "University"): "جامعة",  # a kind of organisation, in a list of indefinite nouns
}


def faults(code: str, rules: dict[str, re.Pattern[str]]) -> list[str]:
    return [
        f"{name}: {text!r}"
        for language, message in messages()
        if language == code
        for text in strings(message)
        for name, rule in rules.items()
        if rule.search(NOT_PROSE.sub("0", text))
    ]


def test_french_is_set_as_french() -> None:
    assert faults("fr", FRENCH_FAULTS) == []


def test_arabic_is_punctuated_as_arabic() -> None:
    assert faults("ar", ARABIC_FAULTS) == []


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_terms_of_the_glossary_are_those_of_the_glossary(code: str) -> None:
    with (PROJECT_ROOT / "hub" / "data" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        terms: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            terms.setdefault(row["en"], set()).add(row[code])
    other = [
        f"{message.id}: {message.string}, in the glossary {sorted(terms[message.id])}"
        for language, message in messages()
        if language == code
        and not message.pluralizable
        and message.id in terms
        and message.string not in terms[message.id] | {GLOSSARY_EXCEPTIONS.get((code, message.id), "")}
    ]
    assert other == []


def test_no_message_hides_in_a_formatted_string() -> None:
    """The extractor does not look inside the braces of an f-string."""
    hidden = [
        f"{path}:{call.lineno}"
        for path in sorted((PROJECT_ROOT / "hub").rglob("*.py"))
        for formatted in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in i18n.KEYWORDS
    ]
    assert hidden == []
