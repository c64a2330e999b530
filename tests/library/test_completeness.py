"""What a record lacks."""

import pytest

from hub.library.content.completeness import missing_for
from hub.library.content.content import Content, Edition
from hub.library.content.fields import FIELDS, Form, RecordKind
from tests.factories.library import FULL, SNAPSHOT

EMPTY = Content(RecordKind.PRACTICE, "fr", editions={"fr": Edition()})


def test_a_snapshot_needs_six_things() -> None:
    assert missing_for(EMPTY, Form.SNAPSHOT) == ["title", "summary", "themes", "regions", "lead", "contact"]


def test_a_complete_snapshot_is_not_a_full_record() -> None:
    content = EMPTY.with_values(SNAPSHOT)
    assert missing_for(content, Form.SNAPSHOT) == []
    assert {"context", "method", "results", "constraints"} <= set(missing_for(content, Form.FULL))


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if Form.FULL in field.needed_by])
def test_a_full_record_needs_each_starred_field(name: str) -> None:
    whole = EMPTY.with_values(FULL)
    assert missing_for(whole, Form.FULL) == []
    emptied = whole.with_values({name: type(whole.value(name))() if whole.value(name) is not None else None})
    assert name in missing_for(emptied, Form.FULL)


def test_a_place_abroad_is_a_territory() -> None:
    content = EMPTY.with_values({**SNAPSHOT, "regions": (), "country": "SN", "place": "Kaolack"})
    assert missing_for(content, Form.SNAPSHOT) == []


def test_a_document_needs_a_text_or_a_file() -> None:
    document = Content(RecordKind.DOCUMENT, "fr", editions={"fr": Edition()}).with_values(SNAPSHOT)
    assert missing_for(document, Form.SNAPSHOT) == ["body"]
    assert missing_for(document, Form.SNAPSHOT, has_file=True) == []
    assert missing_for(document.with_values({"body": "Texte"}), Form.SNAPSHOT) == []
