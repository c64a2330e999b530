"""Stale detection per field."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hub.library.content.content import Content, Edition, from_json, to_json
from hub.library.content.fields import RecordKind
from hub.library.content.items import Basis, Claim
from hub.library.content.translation import edit_source, missing_fields, stale_fields, translate

SOURCE = Content(RecordKind.PRACTICE, "fr", editions={"fr": Edition({"title": "Titre", "summary": "Résumé"})})
TRANSLATED = translate(SOURCE, "ar", {"title": "عنوان", "summary": "ملخص"})


def test_a_new_translation_is_fresh() -> None:
    assert stale_fields(TRANSLATED, "ar") == set()


def test_only_the_field_whose_source_changed_is_stale() -> None:
    assert stale_fields(edit_source(TRANSLATED, {"summary": "Autre"}, is_minor=False), "ar") == {"summary"}


def test_a_minor_edit_keeps_fresh_translations_fresh() -> None:
    assert stale_fields(edit_source(TRANSLATED, {"summary": "Résumé."}, is_minor=True), "ar") == set()


def test_a_minor_edit_does_not_absolve_what_was_stale_before() -> None:
    stale = edit_source(TRANSLATED, {"summary": "Autre"}, is_minor=False)
    assert stale_fields(edit_source(stale, {"summary": "Autre."}, is_minor=True), "ar") == {"summary"}


def test_editing_the_source_never_touches_a_translation() -> None:
    edited = edit_source(TRANSLATED, {"title": "Nouveau", "summary": ""}, is_minor=False)
    assert edited.editions["ar"].texts == TRANSLATED.editions["ar"].texts


def test_translating_again_makes_the_field_fresh_and_leaves_the_others() -> None:
    stale = edit_source(TRANSLATED, {"title": "T2", "summary": "R2"}, is_minor=False)
    assert stale_fields(translate(stale, "ar", {"title": "عنوان ثان"}), "ar") == {"summary"}


def test_a_stale_field_stays_stale_when_it_is_saved_unchanged() -> None:
    stale = edit_source(TRANSLATED, {"summary": "R2"}, is_minor=False)
    assert stale_fields(translate(stale, "ar", {"summary": "ملخص"}), "ar") == {"summary"}


def test_a_stale_field_is_fresh_once_somebody_confirms_it() -> None:
    stale = edit_source(TRANSLATED, {"summary": "R2"}, is_minor=False)
    assert stale_fields(translate(stale, "ar", {"summary": "ملخص"}, confirmed={"summary"}), "ar") == set()


def test_the_mark_of_a_result_is_part_of_what_is_translated() -> None:
    source = SOURCE.with_values({"results": (Claim("Cent", Basis.EDITORIAL),)})
    translated = translate(source, "en", {"results": (Claim("Hundred", Basis.EDITORIAL),)})
    changed = edit_source(translated, {"results": (Claim("Cent", Basis.SOURCED),)}, is_minor=False)
    assert stale_fields(changed, "en") == {"results"}


def test_what_is_not_translated_yet_is_listed_in_the_order_of_the_form() -> None:
    source = SOURCE.with_values({"method": "Étapes", "challenge": "Problème"})
    assert missing_fields(translate(source, "ar", {"title": "عنوان"}), "ar") == ["summary", "challenge", "method"]


def test_the_source_language_is_never_stale() -> None:
    assert stale_fields(replace(TRANSLATED), "fr") == set()


@given(st.dictionaries(st.sampled_from(["title", "summary", "method", "context"]), st.text(min_size=1)))
def test_content_survives_the_snapshot(texts: dict[str, str]) -> None:
    content = translate(SOURCE.with_values(texts), "en", texts)
    assert from_json(to_json(content)) == content
