"""Each mail as it is sent, in French, Arabic and English. `pytest tests/services/mail --write-snapshots` writes them anew:
read what changed before you commit it; the `.html` files open in a browser."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from hub.accounts.models import Invitation
from hub.core import clock
from hub.core.access import Role
from hub.core.db import db
from hub.core.locale import format_date, gettext, lazy_gettext, speaking
from hub.core.registry import Ref
from hub.events.invitations.wording import Fact
from hub.network.models import Region
from hub.services.mail import Mail, write_mail
from hub.services.notifications.digest_content import DigestContent, Line, Subject
from hub.services.notifications.kinds import Quoted
from hub.services.text import cook

FOLDER = Path(__file__).parent / "snapshots"
LANGUAGES = ("fr", "ar", "en")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TO = "focal.oriental@demo.example"
NAMES = {"fr": "Point focal Oriental", "ar": "نقطة الاتصال", "en": "Focal point"}

POST = """Bonjour @partner,

> ما هي الشروط؟

Voir [la fiche](/library/3) et **le budget** :

- 2024
- الميزانية

![plan](https://images.example/plan.png)
"""

WHY_LINK = lazy_gettext("Somebody, probably you, asked for it on the sign-in page of the hub.")
Values = dict[str, Any]


def invitation(language: str) -> Values:
    asked = Invitation(email=TO, name=NAMES[language], role=Role.MEMBER, language=language, expires_at=NOW)
    return {
        "invitation": asked, "inviter": "أمينة العلوي", "link": "http://127.0.0.1:8000/invitations/abc",
        "region": db.session.get(Region, "02"), "why": lazy_gettext("Somebody invited this address to the network."),
    }  # fmt: skip


def link(language: str) -> Values:
    return {"name": NAMES[language], "link": "http://127.0.0.1:8000/login/link/abc", "why": WHY_LINK}


def refused(language: str) -> Values:
    reason = gettext("What you answered is no longer open to you.")
    return {"reason": reason, "text": "Oui <b>, d’accord.\n\nنعم", "left_out": 2, "answers": "<1@mail.example>"}


def told(language: str) -> Values:
    cooked = cook(POST, language="fr", base_url="http://127.0.0.1:8000")
    return {
        "title": "السجل الاجتماعي INDIMAJ",
        "sentence": gettext("%(actor)s replied in “%(title)s”.", actor="\u2068Amina Alaoui\u2069", title="\u2068السجل الاجتماعي INDIMAJ\u2069"),
        "quote": Quoted(cooked.html, POST, "fr"),
        "address": "/forum/topics/12#post-7",
        "why": lazy_gettext("You began this topic, or wrote the message that is answered."),
        "thread": Ref("topic", 12),
        "person_id": 1,
        "unsubscribe": "kind:forum.reply",
    }  # fmt: skip


def digest(language: str) -> Values:
    line = Line(
        gettext("%(actor)s replied in “%(title)s”.", actor="\u2068Amina\u2069", title="\u2068Accueil\u2069"),
        "/forum/topics/12#post-7", 3, gettext("You watch this topic."),
    )  # fmt: skip
    subjects = [Subject("السجل الاجتماعي", "ar", "/forum/topics/12", "Oriental", [line])]
    return {"digest": DigestContent(subjects, 4, 11), "person_id": 1, "unsubscribe": "digest:"}


def calendar(language: str) -> Values:
    facts = [
        Fact(gettext("When"), format_date(NOW.date(), "full")),
        Fact(gettext("Hours"), "10:00–13:00, UTC+0 (Africa/Casablanca)", is_code=True),
        Fact(gettext("Venue"), "Oujda, دار الجهة"),
        Fact(gettext("Link to the call"), "https://call.example/a", "https://call.example/a", is_code=True),
    ]
    headline = gettext("%(actor)s invites you to %(title)s", actor="\u2068Amina\u2069", title="\u2068ورشة\u2069")
    return {
        "headline": headline, "facts": facts, "hint": gettext("Answer on the page of the event."), "address": "/events/7",
        "asks": True, "why": lazy_gettext("You are invited to this event."), "person_id": 1,
        "unsubscribe": "kind:events.invitation", "thread": Ref("event", 7),
    }  # fmt: skip


def answer_refused(language: str) -> Values:
    return {"reason": gettext("One registration holds for all the dates of this event.")}


MAILS: dict[str, tuple[str, Callable[[str], Values]]] = {
    "accounts.invitation": ("accounts/mail/invitation.txt", invitation),
    "accounts.reset_password": ("accounts/mail/reset_password.txt", link),
    "accounts.sign_in": ("accounts/mail/sign_in.txt", link),
    "events.answer_refused": ("events/mail/answer_refused.txt", answer_refused),
    "events.invitation": ("events/mail/calendar.txt", calendar),
    "forum.reply": ("notifications/told.txt", told),
    "mail.refused": ("mail/refused.txt", refused),
    "notifications.digest": ("notifications/digest.txt", digest),
}


def written(kind: str, language: str) -> Mail:
    template, values = MAILS[kind]
    with clock.frozen(NOW), speaking(language):
        return write_mail(db.session, kind, TO, language, template, **values(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_says_what_it_said(context: Flask, request: pytest.FixtureRequest, kind: str, language: str) -> None:
    mail = written(kind, language)
    forms = {"txt": f"{mail.subject}\n\n{mail.body}", "html": mail.html}
    for ending, text in forms.items():
        path = FOLDER / f"{kind}.{language}.{ending}"
        if request.config.getoption("--write-snapshots"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, path.name


def test_every_template_of_a_mail_has_its_snapshots() -> None:
    hub = Path(__file__).resolve().parents[3] / "hub"
    known = {template for template, _ in MAILS.values()}
    templates = {str(path).partition("/templates/")[2] for path in hub.rglob("templates/**/*.txt")}
    assert templates == known
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept == {f"{kind}.{code}.{ending}" for kind in MAILS for code in LANGUAGES for ending in ("txt", "html")}


@pytest.mark.parametrize("kind", MAILS)
def test_arabic_mails_run_from_the_right_within_what_mail_programs_know(kind: str) -> None:
    """They drop the document's own tags and keep cells: each says language and direction itself."""
    html = (FOLDER / f"{kind}.ar.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<body class="page" lang="ar" dir="rtl"' in html
    assert '<td class="sheet sheet-cell" lang="ar" dir="rtl" align="right"' in html
    assert 'dir="auto"' not in html


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda path: path.name)
def test_a_mail_needs_nothing_from_elsewhere(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    for outside in ("<img", "<script", "<link", "url(", "@import", 'href="/'):
        assert outside not in html
    assert len(html.encode()) < 100_000, "Gmail cuts longer ones"
