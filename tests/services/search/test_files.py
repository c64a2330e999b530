"""Pages of files are found as a hit of the thing they hang on, by who may have the file."""

import pytest

from hub.core.access import VISITOR, Actor, Role
from hub.core.db import db
from hub.core.registry import Ref
from hub.services.files.models import Attachment, FileBlob, FileText
from hub.services.search import reindex, search
from tests.factories.search import Note, write

pytestmark = pytest.mark.usefixtures("notes")
MEMBER = Actor(person_id=1, grants=frozenset({(Role.MEMBER, "02")}))


def attach(note: Note, name: str, pages: list[str], audience: str = "") -> Attachment:
    """A PDF whose text is known, committed and indexed."""
    sha256 = f"{note.id:032x}{name:>032}"[:64]
    db.session.add(FileBlob(sha256=sha256, size=1, media_type="application/pdf", pages=len(pages)))
    db.session.flush()
    db.session.add_all([FileText(sha256=sha256, page=number, text=text) for number, text in enumerate(pages, 1)])
    found = Attachment(
        owner_kind="note", owner_id=note.id, sha256=sha256, name=name, media_type="application/pdf", audience=audience
    )
    db.session.add(found)
    db.session.flush()
    reindex(db.session, [Ref("note", note.id)])
    db.session.commit()
    return found


def test_a_page_of_a_file_is_a_hit_of_its_thing() -> None:
    note = write("Convention cadre", "Signée à Oujda.", regions=["02"])
    attached = attach(note, "annexe.pdf", ["Préambule.", "Les <b>phares</b> maritimes.", "Autre page."])
    (hit,) = search(db.session, VISITOR, "phare").hits
    assert hit.ref == Ref("note", note.id)
    assert (hit.address, hit.title) == (f"/notes/{note.id}", "Convention cadre")
    assert hit.file is not None
    assert (hit.file.name, hit.file.page) == ("annexe.pdf", 2)
    assert hit.file.address == f"/files/{attached.id}/annexe.pdf#page=2"
    assert "&lt;b&gt;<mark>phares</mark>" in hit.snippet
    assert search(db.session, VISITOR, "convention").hits[0].file is None, "its own text comes first"
    assert search(db.session, VISITOR, "annexe").total == 1, "the name of the file finds it"


def test_the_rights_of_the_thing_and_of_the_file_both_count() -> None:
    attach(write("Ouverte"), "ouvert.pdf", ["phare"])
    attach(write("Aux membres", audience="members"), "membres.pdf", ["phare"])
    attach(write("Ouverte, fichier réservé"), "reserve.pdf", ["phare"], audience="members")
    attach(write("À une autre région", audience="region:09"), "ailleurs.pdf", ["phare"])
    assert search(db.session, VISITOR, "phare").total == 1
    assert search(db.session, MEMBER, "phare").total == 3


def test_a_change_of_the_thing_keeps_its_files_and_a_withdrawal_takes_them_away() -> None:
    note = write("Titre")
    attach(note, "long.pdf", ["phare"] * 5)
    note.title = "Autre titre"
    db.session.commit()
    assert [hit.title for hit in search(db.session, VISITOR, "phare").hits] == ["Autre titre"]
    note.is_found = False
    db.session.commit()
    assert search(db.session, VISITOR, "phare").total == 0


def test_a_long_file_does_not_drown_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.services.search.finding.PER_KIND", 5)
    attach(write("Court"), "court.pdf", ["phare"])
    attach(write("Long"), "long.pdf", ["phare"] * 60)
    assert {hit.title for hit in search(db.session, VISITOR, "phare").hits} == {"Court", "Long"}
