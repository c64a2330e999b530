"""Minutes: versions, conflict, publication."""

import pytest

from hub.core.db import db
from hub.core.errors import Forbidden, Invalid
from hub.events.actions.minutes import MinutesConflict, save_minutes
from hub.events.models import MinutesVersion
from hub.network.demo import DemoPeople
from tests.conftest import SignIn
from tests.factories import events as make


def test_every_save_is_kept(people: DemoPeople) -> None:
    event = make.event(people["organiser"])
    save_minutes(people["organiser"], event.id, "Premier", "fr", 0, publish=False)
    minutes = save_minutes(people["organiser"], event.id, "Second", "fr", 1, publish=True)
    assert (minutes.version, minutes.is_published) == (2, True)
    kept = db.session.query(MinutesVersion).filter_by(event_id=event.id).order_by(MinutesVersion.number)
    assert [one.text for one in kept] == ["Premier", "Second"]
    assert save_minutes(people["organiser"], event.id, "Troisième", "fr", 2, publish=False).is_published


def test_the_second_writer_sees_the_first_text(people: DemoPeople) -> None:
    event = make.event(people["organiser"])
    save_minutes(people["organiser"], event.id, "Le mien", "fr", 0, publish=False)
    with pytest.raises(MinutesConflict) as conflict:
        save_minutes(people["admin"], event.id, "Le leur", "fr", 0, publish=False)
    assert conflict.value.minutes.text == "Le mien"


def test_refusals(people: DemoPeople) -> None:
    event = make.event(people["organiser"])
    for text in (" ", "x" * 20_001):
        with pytest.raises(Invalid):
            save_minutes(people["organiser"], event.id, text, "fr", 0, publish=False)
    with pytest.raises(Forbidden):
        save_minutes(people["central"], event.id, "x", "fr", 0, publish=False)


def test_a_draft_is_for_editors_only(app: object, sign_in: SignIn) -> None:
    organiser, reader = sign_in("organiser"), sign_in("focal.tanger")
    organiser.post("/events/new", FORM)
    organiser.post("/events/1/minutes", {"text": "Texte secret", "language": "fr", "version": "0", "publish": "0"})
    assert "Texte secret" in organiser.get("/events/1").text
    assert "Texte secret" not in reader.get("/events/1").text
    organiser.post("/events/1/minutes", {"text": "Texte public", "language": "fr", "version": "1", "publish": "1"})
    assert "Texte public" in reader.get("/events/1").text


def test_the_page_keeps_both_texts_in_a_conflict(sign_in: SignIn) -> None:
    browser = sign_in("organiser")
    browser.post("/events/new", FORM)
    browser.post("/events/1/minutes", {"text": "Premier texte", "language": "fr", "version": "0"})
    answer = browser.post("/events/1/minutes", {"text": "Autre texte", "language": "fr", "version": "0"})
    assert answer.status_code == 409
    assert "Premier texte" in answer.text
    assert "Autre texte" in answer.text
    assert 'name="version" value="1"' in answer.text


FORM = {
    "kind": "workshop", "title": "Atelier", "language": "fr", "first_day": "2027-03-09", "start_time": "10:00",
    "end_time": "12:00", "zone": "Africa/Casablanca", "format": "in_person", "audience": "public", "publish": "1",
}  # fmt: skip
