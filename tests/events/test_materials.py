"""Files of an event and of its minutes: each for whom it is meant, on the page, at its address and in search."""

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hub.core.access import VISITOR
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid
from hub.core.registry import Ref
from hub.decisions.actions import follow_action
from hub.decisions.models import Action
from hub.events.actions.materials import change_materials
from hub.events.actions.minutes import save_minutes
from hub.network.demo import DemoPeople, demo_people
from hub.services.files.queries import FileCard, find_readable, of
from hub.services.files.staging import stage
from tests.conftest import SignIn
from tests.factories import decisions as decide
from tests.factories import events as make
from tests.services.files.office import PDF

OUTSIDERS = ("partner", "focal.tanger")


def token(app: Flask, actor: Any, content: bytes = PDF, name: str = "a.pdf") -> str:
    return stage(app.extensions["files"], actor, io.BytesIO(content), name).token


def files(owner: Ref, reader: Any) -> list[FileCard]:
    return of(db.session, owner, reader)


def test_materials_are_for_their_audience(context: Flask, people: DemoPeople) -> None:
    organiser, held = people["organiser"], make.event(people["organiser"])
    for audience, name in (("", "programme.pdf"), ("members", "participants.pdf")):
        change_materials(
            organiser, held.id, uploads=[token(context, organiser, PDF + name.encode(), name)], audience=audience
        )
    owner = Ref("event", held.id)
    seen = [[file.name for file in files(owner, reader)] for reader in (VISITOR, people["partner"])]
    assert seen == [["programme.pdf"], ["programme.pdf", "participants.pdf"]]
    hidden = files(owner, organiser)[1].id
    assert find_readable(db.session, VISITOR, hidden) is None
    assert find_readable(db.session, people["partner"], hidden) is not None
    with pytest.raises(Invalid):
        change_materials(organiser, held.id, uploads=[], audience="group:1")
    with pytest.raises(Forbidden):
        change_materials(people["partner"], held.id, uploads=[])
    change_materials(organiser, held.id, uploads=[], removed=[hidden])
    assert [file.name for file in files(owner, organiser)] == ["programme.pdf"]


def test_files_of_minutes_wait_for_their_publication(context: Flask, people: DemoPeople) -> None:
    organiser, held = people["organiser"], make.event(people["organiser"])
    save_minutes(organiser, held.id, "Brouillon", "fr", 0, publish=False, uploads=[token(context, organiser)])
    [file] = files(Ref("minutes", held.id), organiser)

    def readers() -> set[str]:
        return {who for who in people if find_readable(db.session, people[who], file.id) is not None}

    assert readers().isdisjoint(OUTSIDERS)
    assert {"organiser", "admin"} <= readers()
    save_minutes(organiser, held.id, "Publié", "fr", 1, publish=True)
    assert set(OUTSIDERS) <= readers()


def test_evidence_stands_under_its_action(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        people = demo_people(db.session)
        made = decide.decision(people["organiser"], decide.action(text="Signer la convention"))
        action = db.session.query(Action).filter_by(decision_id=made.id).one()
        evidence = [token(app, people["organiser"], name="convention signée.pdf")]
        follow_action(people["organiser"], action.id, "Signée.", "done", "fr", evidence)
        address = f"/decisions/{made.id}"
    page = BeautifulSoup(sign_in("organiser").get(address).text, "html.parser")
    link = page.select_one("article.action .file-name a")
    assert link.text == "convention signée.pdf"
    with sign_in("organiser").get(link["href"]) as answer:
        assert answer.data == PDF
