"""The interface is complete in French, Arabic and English, and says one thing in one way."""

import re
from collections.abc import Iterator

import pytest
from babel.messages import Catalog, Message

from hub import i18n
from hub.core.locale import LANGUAGES

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
        if not re.fullmatch(r"[\w .,/()+-]*(BibTeX|RIS|CSL|CSV|SVG|JSON|Atom|iCalendar)[\w .,/()+-]*", text)
    ] == []
