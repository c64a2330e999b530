"""Documents follow the content in its own transaction."""

from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import delete, func, insert, select, update

from hub.core.access import VISITOR
from hub.core.db import db
from hub.services.search import SearchDocument, create_index_ddl, drop_index_ddl, rebuild, search
from hub.services.search.rebuilding import rebuild_beside, rebuild_stale
from tests.factories.search import Note, Translation, write

pytestmark = pytest.mark.usefixtures("notes")


def found(query: str) -> int:
    return search(db.session, VISITOR, query).total


def test_a_change_is_found_and_the_old_text_is_not() -> None:
    note = write("Ancien titre")
    note.title = "Nouveau sujet"
    db.session.commit()
    assert (found("ancien"), found("sujet")) == (0, 1)


def test_a_change_to_a_translation_is_a_change() -> None:
    note = write("Titre")
    note.translations.append(Translation(language="en", title="Lighthouse"))
    db.session.commit()
    assert found("lighthouses") == 1
    note.translations[0].title = "Harbour"
    db.session.commit()
    assert (found("lighthouse"), found("harbour")) == (0, 1)
    db.session.delete(note.translations[0])
    db.session.commit()
    assert found("harbour") == 0


def test_what_is_withdrawn_or_deleted_is_gone() -> None:
    first, second = write("Phare un"), write("Phare deux")
    first.is_found = False
    db.session.delete(second)
    db.session.commit()
    assert found("phare") == 0
    assert db.session.scalar(select(func.count()).select_from(SearchDocument)) == 0


def test_what_is_rolled_back_was_never_there() -> None:
    db.session.add(Note(title="Mirage"))
    db.session.flush()
    db.session.rollback()
    assert found("mirage") == 0


def test_bulk_loads_are_found_after_a_rebuild() -> None:
    db.session.execute(insert(Note), [{"title": f"Vague {number}", "language": "fr"} for number in range(25)])
    assert found("vague") == 0
    assert rebuild(db.session, ["note"], batch=10) == 25
    db.session.commit()
    assert found("vague") == 25
    assert rebuild(db.session) == 25
    assert found("vague") == 25


def test_rows_of_an_older_analyser_are_made_anew_in_batches() -> None:
    for number in range(5):
        write(f"Vague {number}")
    db.session.execute(update(SearchDocument).values(analyser_version=0, title_terms="perdu"))
    assert found("vague") == 0
    assert [rebuild_stale(db.session, batch=3) for _ in range(3)] == [3, 2, 0]
    assert found("vague") == 5


def test_the_index_can_be_dropped_and_made_again() -> None:
    connection = db.session.connection()
    drop_index_ddl(connection)
    create_index_ddl(connection)
    write("Phare")
    assert found("phare") == 1


def test_a_rebuild_beside_others_loses_nothing() -> None:
    for number in range(7):
        write(f"Vague {number}")
    gone = write("Vague disparue")
    db.session.execute(delete(Note).where(Note.id == gone.id))
    db.session.execute(update(SearchDocument).values(title_terms="perdu", title_words="perdu"))
    db.session.commit()
    changed = iter(range(100))
    told: list[tuple[str, int, int]] = []
    for progress in rebuild_beside(batch=3):
        told.append((progress.kind, progress.done, progress.total))
        write(f"Marée {next(changed)}")
    assert told[:4] == [("note", 3, 7), ("note", 6, 7), ("note", 7, 7), ("note", 7, 7)]
    assert (found("vague"), found("marée"), found("perdu")) == (7, len(told), 0)
    assert db.session.scalar(select(func.count()).select_from(SearchDocument)) == 7 + len(told)


def test_two_who_write_the_same_thing_at_once_both_succeed(context: Flask) -> None:
    note = write("Titre")
    key = note.id
    db.session.remove()
    failed: list[Exception] = []

    def rename(title: str) -> None:
        with context.app_context():
            try:
                one = db.session.get(Note, key)
                assert one is not None
                one.title = title
                db.session.commit()
            except Exception as error:
                failed.append(error)

    for turn in range(5):
        threads = [Thread(target=rename, args=(f"Phare {turn} {name}",)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
    assert found("phare 4") == 1
    assert db.session.scalar(select(func.count()).select_from(SearchDocument)) == 1
