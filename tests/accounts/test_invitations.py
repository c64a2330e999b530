"""From an invitation to an account."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from hub.accounts.actions.inviting import LIFETIME, NewInvitation, invite
from hub.accounts.models import Invitation
from hub.core import clock
from hub.core.access import Role
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid
from hub.network.demo import DemoPeople
from hub.network.models import Person
from hub.services.audit import AuditEntry
from hub.services.mail import Mail
from tests.conftest import Browser, SignIn
from tests.factories.network import PASSWORD

ASKED = {
    "email": "Nora@Example.org",
    "name": "Nora",
    "role": "member",
    "region": "02",
    "organisation": "",
    "language": "ar",
}


def link_of(app: Flask, position: int = -1) -> str:
    """The path in the newest kept mail (or another)."""
    with app.app_context():
        mails = db.session.query(Mail).order_by(Mail.id).all()
        found = re.search(r"http://127\.0\.0\.1:8000(/invitations/\S+)", mails[position].body)
        assert found
        return found[1]


def accept(browser: Browser, link: str, **changes: str) -> object:
    return browser.post(link, {"name": "نورة", "new_password": PASSWORD, **changes})


def test_an_invited_person_chooses_a_password_and_is_in(app: Flask, sign_in: SignIn) -> None:
    focal = sign_in("focal.oriental")
    assert focal.post("/invitations/", ASKED).location == "/invitations/"
    link = link_of(app)
    newcomer = sign_in()
    page = newcomer.get(link)
    assert page.status_code == 200
    assert '<html lang="ar" dir="rtl">' in page.text.replace(' data-theme="auto"', "")
    answer = newcomer.post(link, {"name": "نورة", "new_password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/welcome")
    assert newcomer.get("/settings").status_code == 200
    with app.app_context():
        person = db.session.query(Person).filter_by(email="nora@example.org").one()
        assert (person.name, person.language, person.handle) == ("نورة", "ar", "nora")
        assert [(grant.role, grant.region_code) for grant in person.grants] == [(Role.MEMBER, "02")]
        assert not person.in_directory
        actions = {entry.action for entry in db.session.query(AuditEntry)}
        assert {"accounts.invitation.sent", "accounts.invitation.accepted"} <= actions


def test_the_mail_speaks_the_language_of_the_invited(app: Flask, sign_in: SignIn) -> None:
    sign_in("focal.oriental").post("/invitations/", ASKED)
    with app.app_context():
        mail = db.session.query(Mail).one()
        assert (mail.to, mail.language) == ("nora@example.org", "ar")
        assert re.search(r"[\u0621-\u064a]", mail.subject)
        assert "Point focal – Oriental" in mail.body
        assert mail.body.count("/invitations/") == 1


def test_the_token_is_kept_as_a_hash_only(app: Flask, sign_in: SignIn) -> None:
    sign_in("focal.oriental").post("/invitations/", ASKED)
    token = link_of(app).removeprefix("/invitations/").partition("?")[0]
    with app.app_context():
        assert token not in str(db.session.execute(db.select(Invitation.__table__)).all())


def test_a_link_works_once(app: Flask, sign_in: SignIn) -> None:
    sign_in("admin").post("/invitations/", ASKED)
    link = link_of(app)
    assert accept(sign_in(), link).status_code == 302  # type: ignore[attr-defined]
    second = sign_in()
    assert second.get(link).status_code == 410
    assert accept(second, link, name="Autre").status_code == 410  # type: ignore[attr-defined]
    with app.app_context():
        assert db.session.query(Person).filter_by(name="Autre").count() == 0


def test_a_link_expires_after_fourteen_days(app: Flask, sign_in: SignIn) -> None:
    sign_in("admin").post("/invitations/", ASKED)
    link = link_of(app)
    with clock.frozen(clock.utcnow() + LIFETIME - timedelta(minutes=1)):
        assert sign_in().get(link).status_code == 200
    with clock.frozen(clock.utcnow() + LIFETIME + timedelta(minutes=1)):
        browser = sign_in()
        assert browser.get(link).status_code == 410
        assert accept(browser, link).status_code == 410  # type: ignore[attr-defined]


def test_sending_again_kills_the_earlier_link_and_taking_back_kills_all(app: Flask, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    admin.post("/invitations/", ASKED)
    first = link_of(app)
    with app.app_context():
        number = db.session.query(Invitation.id).scalar()
    assert admin.post(f"/invitations/{number}/mail").status_code == 302
    second = link_of(app)
    assert sign_in().get(first).status_code == 404
    assert sign_in().get(second).status_code == 200
    assert admin.post(f"/invitations/{number}/revocation").status_code == 302
    assert sign_in().get(second).status_code == 410
    assert accept(sign_in(), second).status_code == 410  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": "nora@"}, "This is not a complete email address."),
        ({"email": "admin@demo.example"}, "This address has an account already."),
        ({"role": "king"}, "Choose a role."),
        ({"role": "focal_point", "region": ""}, "A focal point speaks for a region: choose one."),
        ({"role": "central", "region": "02"}, "This role is for the whole network: leave the region empty."),
        ({"region": "77"}, "Choose a region of the list."),
        ({"organisation": "99999"}, "Choose an organisation of the list."),
        ({"language": "zz"}, "Choose a language of the list."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_stays(
    app: Flask, sign_in: SignIn, changes: dict[str, str], message: str
) -> None:
    answer = sign_in("admin", language="en").post("/invitations/", {**ASKED, **changes})
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="Nora"' in answer.text
    with app.app_context():
        assert db.session.query(Invitation).count() == db.session.query(Mail).count() == 0


def test_an_address_is_invited_once_at_a_time(sign_in: SignIn) -> None:
    admin = sign_in("admin", language="en")
    assert admin.post("/invitations/", ASKED).status_code == 302
    assert "invited already" in admin.post("/invitations/", ASKED).text


def test_a_focal_point_invites_members_of_the_own_region_only(people: DemoPeople) -> None:
    def asked(role: Role, region: str | None) -> NewInvitation:
        return NewInvitation(f"{role}{region}@example.org", "", role, region, None, "fr")

    focal = people["focal.oriental"]
    invite(focal, asked(Role.MEMBER, "02"))
    for role, region in (
        (Role.MEMBER, "09"),
        (Role.MEMBER, None),
        (Role.FOCAL_POINT, "02"),
        (Role.ADMINISTRATOR, None),
    ):
        with pytest.raises(Forbidden):
            invite(focal, asked(role, region))
    for who in ("member.oriental", "partner", "central", "organiser"):
        with pytest.raises(Forbidden):
            invite(people[who], asked(Role.MEMBER, "02"))


def test_a_focal_point_sees_and_takes_back_only_invitations_of_the_own_region(app: Flask, sign_in: SignIn) -> None:
    sign_in("admin").post("/invitations/", {**ASKED, "region": "09"})
    focal = sign_in("focal.oriental")
    assert "nora@example.org" not in focal.get("/invitations/").text
    assert "nora@example.org" in sign_in("focal.souss-massa").get("/invitations/").text
    with app.app_context():
        number = db.session.query(Invitation.id).scalar()
    assert focal.post(f"/invitations/{number}/revocation").status_code == 404
    assert focal.post(f"/invitations/{number}/mail").status_code == 404


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "Use at least 12 characters"),
        ("nora@example.org", "must not be your email address"),
        ("motdepasse2026", "tried first"),
        ("abababababababab", "same few characters"),
        ("x" * 300, "at most 200"),
        ("", "Choose a password."),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(app: Flask, sign_in: SignIn, password: str, message: str) -> None:
    sign_in("admin").post("/invitations/", ASKED)
    path = link_of(app).partition("?")[0]
    answer = sign_in(language="en").post(path, {"name": "Nora B", "new_password": password})
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="Nora B"' in answer.text
    with app.app_context():
        assert db.session.query(Person).filter_by(email="nora@example.org").count() == 0


def test_two_invitations_of_one_address_make_one_account(app: Flask, people: DemoPeople) -> None:
    """The first was taken back, a second sent, and the account exists when the link is used."""
    invite(people["admin"], NewInvitation("nora@example.org", "", Role.MEMBER, None, None, "fr"))
    with pytest.raises(Invalid):
        invite(people["admin"], NewInvitation("NORA@example.org", "", Role.MEMBER, None, None, "fr"))
