"""The directory shows who consented, to members only."""

import pytest
from flask import Flask

from hub.accounts.queries.people import DirectoryFilter, directory, profile
from hub.core import clock
from hub.core.access import VISITOR, Role
from hub.core.db import db
from hub.core.errors import NotFound
from hub.core.paging import Cursor
from hub.network.demo import DemoPeople
from tests.conftest import SignIn
from tests.factories.network import new_person, person


def names(reader: object, **wanted: str) -> list[str]:
    page = directory(db.session, reader, DirectoryFilter(**wanted), Cursor())  # type: ignore[arg-type]
    return [row.name for row in page.items]


def test_only_people_who_consented_and_may_sign_in_are_listed(people: DemoPeople) -> None:
    new_person("Cachée")
    new_person("Suspendue", in_directory=True, suspended_at=clock.utcnow())
    new_person("Effacée", in_directory=True, erased_at=clock.utcnow())
    new_person("Visible", in_directory=True)
    found = names(people["member.oriental"])
    assert "Visible" in found
    assert not {"Cachée", "Suspendue", "Effacée"} & set(found)
    assert names(people["admin"]) == found
    assert names(VISITOR) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "béni"}, ["Beni Test"]),
        ({"words": "TEST beni"}, ["Beni Test"]),
        ({"words": "100%"}, []),
        ({"region": "09"}, ["نقطة الاتصال – سوس ماسة"]),
        ({"role": "focal_point", "region": "02"}, ["Point focal – Oriental"]),
        ({"organisation_kind": "ministry"}, ["Niveau central – affaires de la migration"]),
        ({"role": "partner"}, ["Technical partner"]),
    ],
)
def test_filters(people: DemoPeople, wanted: dict[str, str], found: list[str]) -> None:
    new_person("Beni Test", in_directory=True)
    assert names(people["partner"], **wanted) == found


def test_a_past_mandate_does_not_place_somebody(people: DemoPeople) -> None:
    made = new_person("Ancien", role=Role.FOCAL_POINT, region="05", in_directory=True)
    assert names(people["partner"], region="05") == ["Ancien"]
    made.grants[0].starts_on = clock.today().replace(year=2020)
    made.grants[0].ends_on = clock.today().replace(year=2021)
    db.session.commit()
    assert names(people["partner"], region="05") == []


def test_a_profile_without_consent_does_not_exist_for_others(people: DemoPeople) -> None:
    hidden = new_person("Discrète")
    with pytest.raises(NotFound):
        profile(db.session, people["partner"], hidden.handle)
    assert profile(db.session, people["admin"], hidden.handle).person.id == hidden.id


def test_the_address_is_shown_by_consent_only(people: DemoPeople) -> None:
    assert profile(db.session, people["partner"], "focal-oriental").email is None
    person("focal.oriental").shows_email = True
    assert profile(db.session, people["partner"], "focal-oriental").email == "focal.oriental@demo.example"


def test_consent_is_withdrawn_as_easily_as_given(sign_in: SignIn) -> None:
    owner, reader = sign_in("focal.oriental"), sign_in("partner")
    assert reader.get("/people/focal-oriental").status_code == 200
    assert owner.post("/settings/directory", {}).status_code == 302
    assert reader.get("/people/focal-oriental").status_code == 404
    assert owner.get("/people/focal-oriental").status_code == 200
    assert owner.post("/settings/directory", {"shows_email": "y"}).status_code == 302
    owner.post("/settings/directory", {"in_directory": "y", "shows_email": "y"})
    assert "mailto:focal.oriental@demo.example" in reader.get("/people/focal-oriental").text


def test_showing_the_address_needs_the_directory(app: Flask, sign_in: SignIn) -> None:
    sign_in("focal.oriental").post("/settings/directory", {"shows_email": "y"})
    with app.app_context():
        assert not person("focal.oriental").shows_email


def test_an_id_leads_to_the_profile(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        number = person("focal.oriental").id
    assert sign_in("partner").get(f"/people/id/{number}").location == "/people/focal-oriental"
    assert sign_in("partner").get("/people/id/999999").status_code == 404


def test_search_finds_members_who_consented_for_members_only(sign_in: SignIn) -> None:
    owner, reader = sign_in("focal.oriental"), sign_in("partner")
    typed = {"name": "Zineb Chercheuse", "handle": "zineb", "job_title": "Planification", "presentation": ""}
    assert owner.post("/settings", {**typed, "organisation": ""}).status_code == 302
    assert "/people/zineb" in reader.get("/search?q=chercheuse").text
    assert "/people/zineb" not in sign_in().get("/search?q=chercheuse").text
    owner.post("/settings/directory", {})
    assert "/people/zineb" not in reader.get("/search?q=chercheuse").text


def test_the_editor_offers_people_with_their_institution(sign_in: SignIn) -> None:
    found = sign_in("partner").get("/mentions?q=oriental").get_json()
    assert {"text": "Point focal – Oriental", "note": "Conseil régional de l’Oriental"}.items() <= found[0].items()
