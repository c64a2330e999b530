"""Kept mails and the audit."""

from flask import Flask

from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.core.registry import Ref
from hub.network.demo import demo_people
from hub.services import audit
from hub.services.audit import register_actions
from hub.services.mail import Mail
from tests.conftest import SignIn


def test_a_kept_mail_is_shown_in_its_language_with_a_link_to_follow(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        body = "مرحبا <b>،\nهنا:\nhttp://127.0.0.1:8000/invitations/abc?lang=ar\n"
        db.session.add(Mail(kind="accounts.invitation", to="x@example.org", language="ar", subject="دعوة", body=body))
        db.session.commit()
        number = db.session.query(Mail.id).scalar()
    admin = sign_in("admin")
    assert "دعوة" in admin.get("/admin/mail").text
    page = admin.get(f"/admin/mail/{number}").text
    assert 'href="http://127.0.0.1:8000/invitations/abc?lang=ar"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "&lt;b&gt;" in page
    assert "x@example.org" not in admin.get("/admin/mail?to=other").text
    assert admin.get("/admin/mail/999").status_code == 404


def test_the_audit_tells_in_the_readers_language_and_filters(app: Flask, sign_in: SignIn) -> None:
    register_actions({"unknown.thing.done": lazy_gettext("signed in")})
    with app.app_context():
        people = demo_people(db.session)
        ref = Ref("person", people["partner"].person_id or 0)
        audit.record(db.session, people["central"], "admin.person.suspended", ref, reason="Essai")
        audit.record(db.session, people["partner"], "unknown.thing.done", Ref("nothing", 7))
        audit.record(db.session, None, "accounts.link.sign_in_sent", ref)
        db.session.commit()
    admin = sign_in("admin")
    page = admin.get("/admin/audit?lang=en").text
    assert "suspended somebody" in page
    assert "nothing:7" in page
    assert "Reason: <bdi>Essai</bdi>" in page
    assert 'href="/people/partner"' in page
    only = admin.get("/admin/audit?action=admin.person.suspended").text
    assert "<bdi>Essai</bdi>" in only
    assert "nothing:7" not in only
    by_name = admin.get("/admin/audit?q=technical").text
    assert "nothing:7" in by_name
    assert "<bdi>Essai</bdi>" not in by_name


def test_long_lists_are_paged_without_gaps(app: Flask, sign_in: SignIn) -> None:
    register_actions({f"test.entry.number{n:03d}": lazy_gettext("signed in") for n in range(120)})
    with app.app_context():
        for n in range(120):
            audit.record(db.session, None, f"test.entry.number{n:03d}")
        db.session.commit()
    admin, seen, address = sign_in("admin"), "", "/admin/audit?action=test."
    for _ in range(3):
        page = admin.get(address).text
        seen += page
        if 'rel="next"' in page:
            address = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert all(f"test.entry.number{n:03d}" in seen for n in range(120))
