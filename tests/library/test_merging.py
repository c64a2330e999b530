"""Two editors at once."""

from hub.library.content.content import Content, Edition
from hub.library.content.fields import RecordKind
from hub.library.content.merging import merge

BASE = Content(RecordKind.PRACTICE, "fr", editions={"fr": Edition({"title": "T", "summary": "S"})})


def test_different_fields_are_joined() -> None:
    latest = BASE.with_values({"title": "T2"})
    merged = merge(BASE, latest, {"title": "T", "summary": "S2"})
    assert (merged.accepted, merged.clashes) == ({"summary": "S2"}, {})


def test_the_same_field_clashes_and_gives_the_other_text() -> None:
    merged = merge(BASE, BASE.with_values({"title": "theirs"}), {"title": "mine", "summary": "S"})
    assert (merged.accepted, merged.clashes) == ({}, {"title": "theirs"})


def test_the_same_change_by_both_is_no_clash() -> None:
    merged = merge(BASE, BASE.with_values({"title": "same"}), {"title": "same"})
    assert (merged.accepted, merged.clashes) == ({}, {})


def test_an_untouched_field_does_not_bring_the_old_text_back() -> None:
    assert merge(BASE, BASE.with_values({"title": "T2"}), {"title": "T"}).accepted == {}
