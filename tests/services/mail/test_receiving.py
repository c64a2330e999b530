"""Replies by mail: posted under the right name, sent back with a reason, or left alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub.accounts.actions.leaving import erase_account
from hub.core import clock
from hub.core.access import PUBLIC_AUDIENCE, group_audience
from hub.core.db import db
from hub.core.registry import Ref
from hub.forum.models import Post, Topic
from hub.network.demo import PASSWORD, demo_people
from hub.network.models import Person
from hub.services.mail import CalendarReply, Mail
from hub.services.mail.replies import handlers
from hub.services.mail.replies.incoming import read_mail
from hub.services.mail.replies.receiving import NoSuchAddress, Outcome, receive
from hub.services.mail.special_addresses import end_reply_addresses, reply_address
from tests.factories.forum import make_category, make_group, make_topic
from tests.services.mail.conftest import DOMAIN

PARTNER, OTHER = "partner@demo.example", "organiser@demo.example"
TEXT = "Yes, we did this in 2025.\n\nSee our page."


def open_topic(app: Flask, audience: str = PUBLIC_AUDIENCE) -> int:
    with app.app_context():
        people = demo_people(db.session)
        make_category("ouverte", audience)
        topic_id = make_topic(people["admin"], "ouverte", "Zarzalia", "Qui l’a fait ?")
        db.session.commit()
        return topic_id


def address_for(app: Flask, topic_id: int, to: str = PARTNER) -> str:
    with app.app_context():
        person_id = db.session.scalars(select(Person.id).where(Person.email == to)).one()
        return reply_address(db.session, app.config["HUB"].mail, Ref("topic", topic_id), person_id)


def letter(sender: str = PARTNER, text: str = TEXT, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Somebody <{sender}>"
    message["Subject"] = "Re: Zarzalia"
    message["Message-ID"] = "<1@mail.example>"
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def take(app: Flask, message: EmailMessage | bytes, recipient: str, sender: str | None = PARTNER) -> Outcome:
    raw = message if isinstance(message, bytes) else message.as_bytes()
    with app.app_context():
        return receive(read_mail(raw), recipient, sender)


def posts(app: Flask) -> list[tuple[str, str, str]]:
    """(source, language, author) of every reply."""
    with app.app_context():
        rows = select(Post.source, Post.language, Person.email).join(Person, Person.id == Post.author_id)
        return [tuple(row) for row in db.session.execute(rows.where(Post.number > 1).order_by(Post.id))]  # type: ignore[misc]


def refusals(app: Flask) -> list[Mail]:
    with app.app_context():
        return list(db.session.scalars(select(Mail).where(Mail.kind == "mail.refused").order_by(Mail.id)))


def test_a_reply_is_posted_as_its_author_wrote_it(mailing: Flask) -> None:
    topic_id = open_topic(mailing)
    quote = "\n\nOn Tue, 24 Nov 2026 at 10:02, Hub <hub@hub.example> wrote:\n> Qui l’a fait ?\n"
    assert take(mailing, letter(text=TEXT + quote), address_for(mailing, topic_id)) is Outcome.POSTED
    assert posts(mailing) == [(TEXT, "en", PARTNER)]
    with mailing.app_context():
        assert db.session.get_one(Topic, topic_id).posts_count == 2


def test_mail_servers_may_change_the_case_of_the_address(mailing: Flask) -> None:
    topic_id = open_topic(mailing)
    assert take(mailing, letter(), address_for(mailing, topic_id).upper()) is Outcome.POSTED


def test_a_mail_delivered_twice_is_posted_once(mailing: Flask) -> None:
    address = address_for(mailing, open_topic(mailing))
    assert [take(mailing, letter(), address) for _ in range(2)] == [Outcome.POSTED, Outcome.TWICE]
    nameless = letter()
    del nameless["Message-ID"]
    assert [take(mailing, nameless, address) for _ in range(2)] == [Outcome.POSTED, Outcome.TWICE]
    assert len(posts(mailing)) == 2


def test_an_html_mail_in_arabic_is_read(mailing: Flask) -> None:
    message = letter()
    message.set_content(
        '<html><body dir="rtl"><style>p{}</style><p>نعم، فعلنا ذلك.</p><ul><li>في وجدة</li></ul>'
        '<div class="gmail_quote"><div>في الثلاثاء، 24 نوفمبر 2026 كتب Hub &lt;hub@hub.example&gt;:</div>'
        "<blockquote>سؤال</blockquote></div></body></html>",
        subtype="html",
    )
    assert take(mailing, message, address_for(mailing, open_topic(mailing))) is Outcome.POSTED
    assert posts(mailing) == [("نعم، فعلنا ذلك.\n\n- في وجدة", "ar", PARTNER)]


def test_flowed_lines_are_joined_and_unknown_charsets_read(mailing: Flask) -> None:
    address = address_for(mailing, open_topic(mailing))
    head = f"From: {PARTNER}\r\nMessage-ID: <2@x>\r\n"
    flowed = f"{head}Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nOne line \r\ngoes on.\r\n-- \r\nMe"
    assert take(mailing, flowed.encode(), address) is Outcome.POSTED
    odd = head.replace("2@x", "3@x") + 'Content-Type: text/plain; charset="x-odd"\r\n\r\nÉté à Oujda'
    assert take(mailing, odd.encode(), address) is Outcome.POSTED
    assert [source for source, _, _ in posts(mailing)] == ["One line goes on.", "Été à Oujda"]


def test_attachments_are_named_in_the_post(mailing: Flask) -> None:
    message = letter()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="bilan `2025`.pdf")
    message.add_attachment(b"GIF", maintype="image", subtype="gif", disposition="inline", filename="logo.gif")
    assert take(mailing, message, address_for(mailing, open_topic(mailing))) is Outcome.POSTED
    [(source, _, _)] = posts(mailing)
    assert source == TEXT + "\n\n*1 attachment was left out: `bilan  2025 .pdf`*"


def close(app: Flask) -> None:
    topic = db.session.scalars(select(Topic)).one()
    topic.closed_at, topic.closed_reason = clock.utcnow(), "Fini"


def suspend(app: Flask) -> None:
    db.session.scalars(select(Person).where(Person.email == PARTNER)).one().suspended_at = clock.utcnow()


def hide(app: Flask) -> None:
    group = make_group(demo_people(db.session)["admin"])
    db.session.scalars(select(Topic)).one().category.audience = group_audience(group.id)


def rotate(app: Flask) -> None:
    end_reply_addresses(db.session, db.session.scalars(select(Person.id).where(Person.email == PARTNER)).one())


REFUSED: dict[str, tuple[Callable[[Flask], None] | None, dict[str, Any], str]] = {
    "closed": (close, {}, "Fini"),
    "hidden": (hide, {}, "no longer open to you"),
    "suspended": (suspend, {}, "suspended"),
    "ended address": (rotate, {}, "no longer valid"),
    "somebody else": (None, {"sender": OTHER}, "another person"),
    "too long": (None, {"text": "word " * 5_000}, "24999 characters"),
    "empty": (None, {"text": " \n"}, "no text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_posted_goes_back_once_with_a_reason_and_the_text(mailing: Flask, case: str) -> None:
    change, given, reason = REFUSED[case]
    topic_id = open_topic(mailing)
    address, message = address_for(mailing, topic_id), letter(**given)
    with mailing.app_context():
        if change:
            change(mailing)
        db.session.commit()
    assert [take(mailing, message, address) for _ in range(2)] == [Outcome.REFUSED, Outcome.TWICE]
    [back] = refusals(mailing)
    assert reason in back.body
    assert given.get("text", TEXT).strip() in back.body
    assert "Zarzalia" not in back.body, "who has only the address learns nothing"
    assert (back.to, back.language, back.answers) == (given.get("sender", PARTNER), "en", "<1@mail.example>")
    assert posts(mailing) == []


def test_a_forged_address_is_nobodys(mailing: Flask) -> None:
    address = address_for(mailing, open_topic(mailing))
    others = [
        address.replace("topic.1.", "topic.2."),
        address.replace(f"@{DOMAIN}", "@elsewhere.example"),
        address.replace("@", "a@"),
        f"reply+topic.1.99999999.aaaa@{DOMAIN}",
        f"hub@{DOMAIN}",
    ]
    for forged in others:
        with pytest.raises(NoSuchAddress):
            take(mailing, letter(OTHER), forged)
    assert posts(mailing) == refusals(mailing) == []


@pytest.mark.parametrize(
    ("headers", "envelope_sender"),
    [
        ({"Auto_Submitted": "auto-replied"}, PARTNER),
        ({"Auto_Submitted": "auto-generated; x=y"}, PARTNER),
        ({"X_Auto_Response_Suppress": "All"}, PARTNER),
        ({"Precedence": "bulk"}, PARTNER),
        ({"X_Autoreply": "yes"}, PARTNER),
        ({"List_Id": "<a.example>"}, PARTNER),
        ({"X_Loop": f"hub@{DOMAIN}"}, PARTNER),
        ({"Return_Path": "<>"}, None),
        ({"From": "MAILER-DAEMON@mail.example"}, PARTNER),
        ({}, ""),
        ({}, "<>"),
        ({}, "noreply@mail.example"),
        ({}, "MAILER-DAEMON"),  # what Postfix calls the null sender
    ],
)
def test_a_machine_is_not_answered(mailing: Flask, headers: dict[str, str], envelope_sender: str | None) -> None:
    address = address_for(mailing, open_topic(mailing))
    assert take(mailing, letter(**headers), address, envelope_sender) is Outcome.IGNORED
    assert posts(mailing) == refusals(mailing) == []


def test_what_says_that_a_person_wrote_it_is_posted(mailing: Flask) -> None:
    address = address_for(mailing, open_topic(mailing))
    assert take(mailing, letter(Auto_Submitted="no", Precedence="normal"), address) is Outcome.POSTED


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"From: @\r\nTo: <\r\nSubject: =?x?b?y?=\r\n\r\n", b"From: a b c <\r\n\r\nx"]
)
def test_what_is_no_mail_is_refused(mailing: Flask, raw: bytes) -> None:
    with pytest.raises(NoSuchAddress):
        take(mailing, raw, address_for(mailing, open_topic(mailing)))


def pipe(raw: bytes, *arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """As a mail server calls it."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "hub"), "mail", "receive", *arguments],
        input=raw, env=os.environ | environ, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


def test_the_mail_server_is_told_by_the_exit_code(tmp_path: Path) -> None:
    """sysexits.h: 67, no such address; 75, later (the database has no tables)."""
    environ = {"HUB_DATA_DIR": str(tmp_path), "HUB_MAIL_FROM": f"hub@{DOMAIN}", "HUB_DEMO": "1"}
    raw = letter().as_bytes()
    assert pipe(raw, "--recipient", f"nobody@{DOMAIN}", **environ).returncode == 67
    later = pipe(raw, "--sender", PARTNER, "--recipient", f"reply+topic.1.2.aaaa@{DOMAIN}", **environ)
    assert later.returncode == 75, later.stderr


def test_a_calendars_answer_reaches_who_takes_it_once(mailing: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[CalendarReply] = []
    monkeypatch.setattr(handlers, "_calendar_handlers", [taken.append])
    message, hub = letter(), f"hub@{DOMAIN}"
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"
    message.add_alternative(calendar, subtype="calendar", params={"method": "reply"})
    assert [take(mailing, message, hub) for _ in range(2)] == [Outcome.POSTED, Outcome.TWICE]
    assert [(reply.sender, reply.calendar.split()) for reply in taken] == [(PARTNER, calendar.split())]
    with pytest.raises(NoSuchAddress):
        take(mailing, letter(), hub)


def test_each_reader_has_an_address_of_their_own(mailing: Flask) -> None:
    topic_id = open_topic(mailing)
    assert address_for(mailing, topic_id) != address_for(mailing, topic_id, OTHER)
    local_part = address_for(mailing, topic_id).partition("@")[0]
    assert len(local_part) <= 64
    with mailing.app_context():
        assert db.session.scalar(select(func.count()).select_from(Mail)) == 0


def test_the_addresses_of_an_erased_person_are_nobodys(mailing: Flask) -> None:
    address = address_for(mailing, open_topic(mailing))
    with mailing.app_context():
        partner = demo_people(db.session)["partner"]
        erase_account(partner, PASSWORD, "127.0.0.1")
    for sender in (PARTNER, OTHER):
        with pytest.raises(NoSuchAddress):
            take(mailing, letter(sender), address)
    assert refusals(mailing) == []
