"""What administrators and people see of mail, and what they can do about it."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from hub.core.db import db
from hub.core.registry import Ref
from hub.network.models import Person
from hub.services.mail import MailState, bouncing
from hub.services.mail.special_addresses import read_reply_address, reply_address
from tests.conftest import SignIn
from tests.services.mail.conftest import PostOffice
from tests.services.mail.test_delivering import state, write

PARTNER = "partner@demo.example"


def hold_back(app: Flask) -> None:
    with app.app_context():
        for _ in range(bouncing.MOST_BOUNCES):
            bouncing.note_hard_bounce(db.session, PARTNER, "550 5.1.1 Zarzalia")
        db.session.commit()


def is_held_back(app: Flask) -> bool:
    with app.app_context():
        return bouncing.is_suspended(db.session, PARTNER)


def test_an_administrator_sees_what_failed_and_why_and_sends_it_again(
    mailing: Flask, deliver: Callable[[], list[Any]], post_office: PostOffice, sign_in: SignIn
) -> None:
    post_office.answers = {"RCPT": "550 5.1.1 Zarzalia"}
    mail_id = write(mailing, PARTNER)
    other = write(mailing)
    deliver()
    admin = sign_in("admin")
    listed = admin.get("/admin/mail?state=failed&to=partner").text
    assert "550 5.1.1 Zarzalia" in listed
    assert "focal.souss-massa" not in listed
    assert f"/admin/mail/{other}" not in admin.get("/admin/mail?state=sent").text
    shown = admin.get(f"/admin/mail/{mail_id}")
    assert "550 5.1.1 Zarzalia" in shown.text
    post_office.answers = {}
    assert admin.post(f"/admin/mail/{mail_id}/delivery").status_code == 302
    assert state(mailing, mail_id)[0] == MailState.WAITING
    deliver()
    assert state(mailing, mail_id) == (MailState.SENT, "")
    assert admin.post("/admin/mail/999/delivery").status_code == 404


def test_the_html_of_a_mail_runs_nothing_and_loads_nothing(app: Flask, sign_in: SignIn) -> None:
    page = sign_in("admin").get(f"/admin/mail/{write(app)}/html")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert 'dir="rtl"' in page.text


def test_nothing_is_sent_again_while_no_server_is_set(app: Flask, sign_in: SignIn) -> None:
    mail_id = write(app)
    assert sign_in("admin").post(f"/admin/mail/{mail_id}/delivery").status_code == 409
    assert state(app, mail_id)[0] == MailState.KEPT


def test_an_address_held_back_is_written_to_again_when_an_administrator_or_the_person_says_so(
    mailing: Flask, sign_in: SignIn
) -> None:
    admin, partner = sign_in("admin"), sign_in("partner")
    assert "Zarzalia" not in admin.get("/admin/mail").text + partner.get("/settings/mail").text
    hold_back(mailing)
    for browser, address, resume, fields in (
        (admin, "/admin/mail", "/admin/mail/resumption", {"address": PARTNER}),
        (partner, "/settings/mail", "/settings/mail/resumption", {}),
    ):
        hold_back(mailing)
        assert "550 5.1.1 Zarzalia" in browser.get(address).text
        assert browser.post(resume, fields).status_code == 302
        assert not is_held_back(mailing)
    assert admin.post("/admin/mail/resumption", {"address": "nobody@x.example"}).status_code == 404
    hold_back(mailing)
    assert sign_in("organiser").post("/settings/mail/resumption").status_code == 302
    assert is_held_back(mailing), "one's own address only"


def test_new_reply_addresses_end_the_earlier_ones(mailing: Flask, sign_in: SignIn) -> None:
    settings, ref = mailing.config["HUB"].mail, Ref("topic", 1)
    with mailing.app_context():
        person_id = db.session.query(Person.id).filter_by(email=PARTNER).scalar()
        earlier = reply_address(db.session, settings, ref, person_id)
    for _ in range(2):
        assert sign_in("partner").post("/settings/mail/reply-addresses").status_code == 302
        with mailing.app_context():
            found, now = (
                read_reply_address(db.session, settings, earlier),
                reply_address(db.session, settings, ref, person_id),
            )
            assert found is not None
            assert not found.is_valid
            assert now != earlier
            earlier = now
