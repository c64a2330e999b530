"""An administrator corrects an account."""

import pytest
from flask import Flask

from hub.core.db import db
from hub.network.demo import PASSWORD
from hub.network.models import Organisation
from tests.conftest import SignIn
from tests.factories.network import person


def test_another_address_signs_the_person_out_and_is_the_new_way_in(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        number, organisation = person("partner").id, db.session.query(Organisation.id).first()[0]
    partner, admin = sign_in("partner"), sign_in("admin")
    typed = {"email": "New.Address@example.org", "organisation": str(organisation)}
    assert admin.post(f"/admin/people/{number}", typed).status_code == 302
    assert partner.get("/settings").status_code == 302
    assert sign_in().post("/login", {"email": "partner@demo.example", "password": PASSWORD}).status_code == 422
    assert sign_in().post("/login", {"email": "new.address@example.org", "password": PASSWORD}).status_code == 302


def test_the_same_address_leaves_the_person_signed_in(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        number = person("partner").id
    partner = sign_in("partner")
    sign_in("admin").post(f"/admin/people/{number}", {"email": "partner@demo.example", "organisation": ""})
    assert partner.get("/settings").status_code == 200
    with app.app_context():
        assert person("partner").organisation_id is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": "central@demo.example"}, "This address has an account already."),
        ({"email": "nothing"}, "This is not a complete email address."),
        ({"organisation": "9999"}, "Choose an organisation of the list."),
    ],
)
def test_what_is_wrong_is_refused_and_stays_typed(
    app: Flask, sign_in: SignIn, changes: dict[str, str], message: str
) -> None:
    with app.app_context():
        number = person("partner").id
    typed = {"email": "other@example.org", "organisation": "", **changes}
    answer = sign_in("admin", language="en").post(f"/admin/people/{number}", typed)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{typed["email"]}"' in answer.text
    with app.app_context():
        assert person("partner").email == "partner@demo.example"
