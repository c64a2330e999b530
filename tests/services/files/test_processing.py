"""What jobs take out of kept files: once for the bytes, again without harm."""

import io

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services.files import FileBlob, FileText
from hub.services.files.actions import attach
from hub.services.files.queries import texts_of
from hub.services.jobs import enqueue
from tests.factories.jobs import run_jobs
from tests.services.files.documents import pdf, photo
from tests.services.files.office import PDF

OWNER, OTHER = Ref("practice", 1), Ref("practice", 2)


def test_the_text_is_read_once_for_all_who_have_the_file(context: Flask, people: DemoPeople) -> None:
    store = context.extensions["files"]
    content = pdf(["Charte", "Budget"])
    key = attach(store, people["organiser"], OWNER, io.BytesIO(content), "a.pdf").sha256
    attach(store, people["partner"], OTHER, io.BytesIO(content), "b.pdf")
    assert run_jobs(db.session) == 1
    for owner, name in ((OWNER, "a.pdf"), (OTHER, "b.pdf")):
        pages = [(page.name, page.page, page.text) for page in texts_of(db.session, owner)]
        assert pages == [(name, 1, "Charte"), (name, 2, "Budget")]
    enqueue(db.session, "files.read", {"sha256": key})
    run_jobs(db.session)
    assert db.session.query(FileText).count() == 2
    enqueue(db.session, "files.read", {"sha256": "0" * 64})
    run_jobs(db.session)


@pytest.mark.parametrize(
    ("content", "name", "reading", "reason", "has_thumbnail"),
    [
        (PDF, "vide.pdf", "failed", "damaged", False),
        (pdf(["x"], "mot de passe"), "secret.pdf", "failed", "encrypted", False),
        (photo(), "photo.jpg", "unsupported", "", True),
        (b"Bonjour", "note.txt", "done", "", False),
    ],
)
def test_a_file_knows_how_far_it_is_read(
    context: Flask, people: DemoPeople, content: bytes, name: str, reading: str, reason: str, has_thumbnail: bool
) -> None:
    key = attach(context.extensions["files"], people["organiser"], OWNER, io.BytesIO(content), name).sha256
    run_jobs(db.session)
    db.session.expire_all()
    blob = db.session.get_one(FileBlob, key)
    assert (blob.reading, blob.reading_reason, blob.has_thumbnail) == (reading, reason, has_thumbnail)
    assert list(context.extensions["files"].quarantine.iterdir()) == []
