"""Names are found however they are typed."""

import pytest

from hub.network.names import name_key


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Béni Mellal", "beni mellal"),
        ("El-Hoceïma", "el hoceima"),
        ("أمينة", "امينه"),
        ("مُصطفى", "مصطفي"),
        ("  Deux   mots ", "deux mots"),
    ],
)
def test_accents_case_and_arabic_variants_do_not_matter(written: str, typed: str) -> None:
    assert name_key(written) == name_key(typed)


def test_different_names_stay_different() -> None:
    assert name_key("Ali") != name_key("Alia")
