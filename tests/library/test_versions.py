"""Versions, restoring, and what waits for publication."""

import pytest
from sqlalchemy import select

from hub.core.db import db
from hub.core.errors import NotFound
from hub.core.paging import Cursor
from hub.library.actions.editing import edit_record
from hub.library.actions.restoring import restore
from hub.library.actions.translating import translate_record
from hub.library.content.comparison import compare
from hub.library.content.translation import stale_fields
from hub.library.labels import fact_text
from hub.library.models import Record, RecordVersion
from hub.library.queries.records import content_of, latest_content, shown_content
from hub.library.queries.versions import find_version, history
from hub.network.demo import DemoPeople
from tests.factories.library import draft, published, reloaded


def numbers(record: Record, *, with_drafts: bool) -> list[int]:
    return [line.number for line in history(db.session, record, Cursor(), with_drafts=with_drafts).items]


def test_each_saving_is_a_version_and_nothing_changed_is_none(people: DemoPeople) -> None:
    owner = people["focal.oriental"]
    record = draft(owner)
    edit_record(owner, record.id, {"title": "Deux"}, base=1, is_minor=False)
    saved = edit_record(owner, record.id, {"title": "Deux"}, base=2, is_minor=False)
    assert not saved.has_changed
    assert numbers(record, with_drafts=True) == [2, 1]


def test_versions_do_not_change_afterwards(people: DemoPeople) -> None:
    owner = people["focal.oriental"]
    record = draft(owner)
    before = db.session.scalar(select(RecordVersion.content).where(RecordVersion.record_id == record.id))
    edit_record(owner, record.id, {"title": "Deux", "regions": ("01", "09")}, base=1, is_minor=False)
    db.session.expire_all()
    assert content_of(db.session, record, 1).value("title") == "Un guichet communal"
    assert db.session.scalar(select(RecordVersion.content).where(RecordVersion.number == 1)) == before


def test_an_owners_edit_of_a_published_record_waits(people: DemoPeople) -> None:
    record = published(people)
    edit_record(people["focal.oriental"], record.id, {"title": "Proposé"}, base=1, is_minor=False)
    record = reloaded(record)
    assert record.has_waiting_version
    assert shown_content(record).value("title") == "Un guichet communal"
    assert latest_content(db.session, record).value("title") == "Proposé"
    assert numbers(record, with_drafts=False) == [1]
    with pytest.raises(NotFound):
        find_version(db.session, record, 2, with_drafts=False)


def test_a_publishers_edit_is_shown_at_once_unless_another_waits(people: DemoPeople) -> None:
    record = published(people)
    edit_record(people["organiser"], record.id, {"title": "Corrigé"}, base=1, is_minor=False)
    assert shown_content(reloaded(record)).value("title") == "Corrigé"
    edit_record(people["focal.oriental"], record.id, {"lead": "Autre"}, base=2, is_minor=False)
    edit_record(people["organiser"], record.id, {"place": "Oujda"}, base=3, is_minor=False)
    assert shown_content(reloaded(record)).facts.place == ""


def test_restoring_makes_a_new_version_of_the_old_text(people: DemoPeople) -> None:
    owner = people["focal.oriental"]
    record = draft(owner)
    edit_record(owner, record.id, {"title": "Deux", "themes": ("P01", "P03")}, base=1, is_minor=False)
    version = restore(owner, record.id, 1)
    assert (version.number, version.restored_from) == (3, 1)
    record = reloaded(record)
    assert shown_content(record).value("title") == "Un guichet communal"
    assert record.theme_codes == ["P05"]
    assert numbers(record, with_drafts=True) == [3, 2, 1]


def test_restoring_brings_stale_marks_back_with_the_text(people: DemoPeople) -> None:
    owner = people["focal.oriental"]
    record = draft(owner)
    translate_record(owner, record.id, "ar", {"title": "شباك"}, base=1)
    edit_record(owner, record.id, {"title": "Deux"}, base=2, is_minor=False)
    assert stale_fields(shown_content(reloaded(record)), "ar") == {"title"}
    restore(owner, record.id, 2)
    assert stale_fields(shown_content(reloaded(record)), "ar") == set()


def test_two_editors_of_different_fields_both_win(people: DemoPeople) -> None:
    owner, other = people["focal.oriental"], people["organiser"]
    record = published(people)
    edit_record(other, record.id, {"title": "Corrigé"}, base=1, is_minor=False)
    saved = edit_record(owner, record.id, {"title": "Un guichet communal", "summary": "Neuf"}, base=1, is_minor=False)
    assert saved.clashes == {}
    content = latest_content(db.session, reloaded(record))
    assert (content.value("title"), content.value("summary")) == ("Corrigé", "Neuf")


def test_two_editors_of_one_field_lose_nothing(people: DemoPeople) -> None:
    record = published(people)
    edit_record(people["organiser"], record.id, {"title": "Le leur"}, base=1, is_minor=False)
    saved = edit_record(people["focal.oriental"], record.id, {"title": "Le mien"}, base=1, is_minor=False)
    assert saved.clashes == {"title": "Le leur"}
    assert reloaded(record).latest_version == 2


def test_the_difference_names_fields_and_languages(people: DemoPeople) -> None:
    owner = people["focal.oriental"]
    record = draft(owner)
    translate_record(owner, record.id, "ar", {"title": "شباك"}, base=1)
    edit_record(owner, record.id, {"title": "Deux", "period_start": 2020}, base=2, is_minor=False)
    changes = compare(content_of(db.session, record, 1), content_of(db.session, record, 3), fact_text)
    assert [(change.field.name, change.language) for change in changes] == [
        ("title", "fr"),
        ("title", "ar"),
        ("period_start", ""),
    ]
    assert (changes[0].before, changes[0].after) == ("Un guichet communal", "Deux")


def test_a_translation_into_the_source_language_does_not_exist(people: DemoPeople) -> None:
    record = draft(people["focal.oriental"])
    with pytest.raises(NotFound):
        translate_record(people["focal.oriental"], record.id, "fr", {"title": "x"}, base=1)
