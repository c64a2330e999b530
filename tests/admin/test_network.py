"""Institutions, regions, themes, groups."""

import pytest
from flask import Flask

from hub.core.db import db
from hub.network.models import Group, GroupMembership, Organisation, Region, Theme
from hub.network.vocabularies import offered_themes, theme_names
from tests.conftest import SignIn
from tests.factories.network import person


def test_an_organisation_is_added_and_changed(app: Flask, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    typed = {"name_fr": "Association neuve", "name_ar": "جمعية", "kind": "association", "region": "02", "website": ""}
    assert admin.post("/admin/organisations", typed).status_code == 302
    with app.app_context():
        made = db.session.query(Organisation).order_by(Organisation.id.desc()).first()
        assert made is not None
        assert dict(made.name) == {"fr": "Association neuve", "ar": "جمعية"}
        number = made.id
    changed = {**typed, "name_fr": "Autre nom", "region": ""}
    assert admin.post(f"/admin/organisations/{number}", changed).status_code == 302
    assert "Autre nom" in admin.get("/admin/organisations").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name_fr": ""}, "Give the French name."),
        ({"kind": "club"}, "Choose one of the list."),
        ({"region": "44"}, "Choose a region of the list."),
        ({"website": "javascript:alert(1)"}, "Write the whole address"),
    ],
)
def test_a_wrong_organisation_is_refused_and_stays_typed(
    app: Flask, sign_in: SignIn, changes: dict[str, str], message: str
) -> None:
    typed = {"name_fr": "Ass", "name_en": "Kept", "kind": "association", "region": "", "website": "", **changes}
    answer = sign_in("admin", language="en").post("/admin/organisations", typed)
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="Kept"' in answer.text


def test_a_region_is_presented_in_three_languages(app: Flask, sign_in: SignIn) -> None:
    texts = {"text_fr": "Bonjour", "text_ar": "مرحبا", "text_en": ""}
    assert sign_in("admin").post("/admin/regions/02", texts).status_code == 302
    with app.app_context():
        assert dict(db.session.get_one(Region, "02").presentation) == {"fr": "Bonjour", "ar": "مرحبا"}


def test_a_theme_is_renamed_and_put_out_of_use(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        code = db.session.query(Theme.code).order_by(Theme.position).limit(1).scalar()
    admin = sign_in("admin")
    assert admin.post(f"/admin/themes/{code}", {"name_fr": ""}).status_code == 422
    assert admin.post(f"/admin/themes/{code}", {"name_fr": "Nouveau", "name_ar": "جديد"}).status_code == 302
    with app.app_context():
        theme = db.session.get_one(Theme, code)
        assert (theme.name["ar"], theme.is_active) == ("جديد", False)
        assert code in theme_names(db.session)
        assert code not in offered_themes(db.session)
        assert code in offered_themes(db.session, [code])


def test_a_group_gains_and_loses_members(app: Flask, sign_in: SignIn) -> None:
    admin = sign_in("admin", language="en")
    address = admin.post("/admin/groups", {"name_fr": "Santé"}).location
    refused = admin.post(f"{address}/members", {"who": "nobody@example.org"})
    assert refused.status_code == 422
    assert "Nobody has this handle or address." in refused.text
    assert 'value="nobody@example.org"' in refused.text
    for who in ("@focal-oriental", "partner@demo.example", "@partner"):
        assert admin.post(f"{address}/members", {"who": who, "is_facilitator": "y"}).status_code == 302
    with app.app_context():
        group = db.session.query(Group).one()
        members = {row.person_id for row in db.session.query(GroupMembership)}
        assert members == {person("focal.oriental").id, person("partner").id}
        number, group_id = person("partner").id, group.id
    assert admin.post(f"/admin/groups/{group_id}/members/{number}/removal").status_code == 302
    assert admin.post(f"/admin/groups/{group_id}/members/{number}/removal").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/admin/people/9999", "/admin/organisations/9999", "/admin/regions/13", "/admin/themes/x", "/admin/groups/9"],
)
def test_what_is_missing_is_not_found(sign_in: SignIn, path: str) -> None:
    assert sign_in("admin").get(path).status_code == 404
