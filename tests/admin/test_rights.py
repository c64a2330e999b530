"""Who opens which page of people and administration, as a table."""

import pytest
from flask import Flask

from hub.core.access import Role
from hub.core.db import db
from hub.network.models import Person
from hub.services.mail import write_mail
from tests.conftest import SignIn
from tests.factories.network import new_person

EVERYONE = ("admin", "organiser", "central", "focal.oriental", "member.oriental", "partner")
FOCAL = ("admin", "focal.oriental")
ADMIN = ("admin",)

PAGES: list[tuple[str, tuple[str, ...]]] = [
    ("/people/", EVERYONE),
    ("/people/focal-oriental", EVERYONE),
    ("/inbox", EVERYONE),
    ("/settings", EVERYONE),
    ("/settings/language", EVERYONE),
    ("/settings/directory", EVERYONE),
    ("/settings/notifications", EVERYONE),
    ("/settings/password", EVERYONE),
    ("/settings/devices", EVERYONE),
    ("/settings/data", EVERYONE),
    ("/settings/data.json", EVERYONE),
    ("/welcome", EVERYONE),
    ("/welcome/region", EVERYONE),
    ("/welcome/notifications", EVERYONE),
    ("/welcome/done", EVERYONE),
    ("/invitations/", FOCAL),
    ("/invitations/new", FOCAL),
    ("/admin/", ADMIN),
    ("/admin/people", ADMIN),
    ("/admin/people/1", ADMIN),
    ("/admin/organisations", ADMIN),
    ("/admin/organisations/new", ADMIN),
    ("/admin/organisations/1", ADMIN),
    ("/admin/regions", ADMIN),
    ("/admin/regions/02", ADMIN),
    ("/admin/themes", ADMIN),
    ("/admin/groups", ADMIN),
    ("/admin/groups/new", ADMIN),
    ("/admin/mail", ADMIN),
    ("/admin/mail/1", ADMIN),
    ("/admin/audit", ADMIN),
    ("/admin/jobs", ADMIN),
]
FORMS: list[tuple[str, tuple[str, ...]]] = [
    ("/invitations/", FOCAL),
    ("/admin/people/1/roles", ADMIN),
    ("/admin/people/2/suspension", ADMIN),
    ("/admin/people/2/suspension/end", ADMIN),
    ("/admin/organisations", ADMIN),
    ("/admin/regions/02", ADMIN),
    ("/admin/themes/nothing", ADMIN),
    ("/admin/groups", ADMIN),
    ("/admin/jobs/retries", ADMIN),
    ("/admin/jobs/1/retry", ADMIN),
]
PUBLIC = ("/login", "/login/link", "/password/forgotten", "/link-sent")


@pytest.fixture
def a_mail(app: Flask) -> None:
    with app.app_context():
        write_mail(db.session, "accounts.sign_in", "x@example.org", "fr", "accounts/mail/sign_in.txt", name="", link="")
        db.session.commit()


@pytest.mark.usefixtures("a_mail")
def test_pages_open_for_their_readers_and_do_not_exist_for_others(sign_in: SignIn) -> None:
    wrong = []
    for who in EVERYONE:
        browser = sign_in(who)
        for path, allowed in PAGES:
            expected = 200 if who in allowed else 404
            status = browser.get(path).status_code
            if status != expected:
                wrong.append((who, path, status, expected))
    assert wrong == []


def test_forms_are_refused_to_others_as_if_they_did_not_exist(sign_in: SignIn) -> None:
    wrong = []
    for who in EVERYONE[1:]:
        browser = sign_in(who)
        for path, allowed in FORMS:
            if who not in allowed and browser.post(path, {"reason": "x", "name_fr": "x"}).status_code != 404:
                wrong.append((who, path))
    assert wrong == []


def test_visitors_are_sent_to_sign_in_and_find_the_ways_in_open(sign_in: SignIn) -> None:
    visitor = sign_in()
    assert {path: visitor.get(path).location for path, _ in PAGES} == {path: f"/login?next={path}" for path, _ in PAGES}
    assert {visitor.get(path).status_code for path in PUBLIC} == {200}


def test_every_role_can_use_the_hub(app: Flask, sign_in: SignIn) -> None:
    """A person whose only mandate is over still has an account, and its settings."""
    with app.app_context():
        made = new_person("Sans rôle", role=Role.MEMBER)
        made.email = "sans.role@demo.example"
        made.grants = []
        db.session.commit()
        assert db.session.query(Person).filter_by(email="sans.role@demo.example").one().grants == []
    browser = sign_in("sans.role")
    assert browser.get("/settings").status_code == 200
    assert browser.get("/admin/").status_code == 404
