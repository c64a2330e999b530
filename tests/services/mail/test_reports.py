"""Mail that comes back (RFC 3464): counted for its address, once for each mail."""

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.services.mail import Mail, MailState
from hub.services.mail.bouncing import is_suspended, note_hard_bounce, trouble_with
from hub.services.mail.replies.incoming import read_mail
from hub.services.mail.replies.receiving import NoSuchAddress, Outcome, receive
from hub.services.mail.special_addresses import bounce_address
from tests.services.mail.conftest import DOMAIN
from tests.services.mail.test_delivering import write

TO = "partner@demo.example"
REPORT = """From: MAILER-DAEMON@mail.example
To: {to}
Subject: Undelivered
Message-ID: <{number}@mail.example>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver it.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b--
"""


def report(app: Flask, mail_id: int, number: int = 1, action: str = "failed", status: str = "5.1.1") -> Outcome:
    with app.app_context():
        to = bounce_address(app.config["HUB"].mail, mail_id)
        raw = REPORT.format(to=to, number=number, recipient=TO, action=action, status=status)
        return receive(read_mail(raw.encode()), to, "")


def bounces(app: Flask) -> int:
    with app.app_context():
        known = trouble_with(db.session, TO)
        return known.hard_bounces if known else 0


def test_three_mails_that_came_back_suspend_the_address(mailing: Flask) -> None:
    for number in range(3):
        assert report(mailing, write(mailing, TO), number) is Outcome.BOUNCED
    assert bounces(mailing) == 3
    with mailing.app_context():
        assert is_suspended(db.session, TO)
        assert {mail.state for mail in db.session.scalars(select(Mail))} == {MailState.FAILED}
        assert db.session.scalars(select(Mail.reason)).first() == "smtp; 550 5.1.1 User unknown"


def test_a_mail_counts_once_however_often_it_is_reported(mailing: Flask) -> None:
    mail_id = write(mailing, TO)
    assert report(mailing, mail_id, 1) is Outcome.BOUNCED
    assert report(mailing, mail_id, 1) is Outcome.TWICE
    assert report(mailing, mail_id, 2) is Outcome.BOUNCED
    assert bounces(mailing) == 1


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0")])
def test_what_is_only_late_does_not_count(mailing: Flask, action: str, status: str) -> None:
    assert report(mailing, write(mailing, TO), action=action, status=status) is Outcome.IGNORED
    assert bounces(mailing) == 0


def test_an_absence_note_to_the_envelope_sender_is_ignored_and_a_persons_words_go_back(mailing: Flask) -> None:
    with mailing.app_context():
        to = bounce_address(mailing.config["HUB"].mail, 1)
        note = f"From: {TO}\nAuto-Submitted: auto-replied\nMessage-ID: <9@x>\n\nAway".encode()
        assert receive(read_mail(note), to, TO) is Outcome.IGNORED
        words = f"From: {TO}\nMessage-ID: <10@x>\n\nHello?".encode()
        with pytest.raises(NoSuchAddress):
            receive(read_mail(words), to, TO)


def test_a_forged_return_address_is_nobodys(mailing: Flask) -> None:
    with mailing.app_context(), pytest.raises(NoSuchAddress):
        receive(read_mail(b"From: a@x.example\n\nx"), f"bounce+1.aaaaaaaaaaaaaaaaaaaa@{DOMAIN}", "")


def test_an_address_is_known_whatever_its_case(context: Flask) -> None:
    for _ in range(3):
        note_hard_bounce(db.session, "Amina@Demo.example", "550")
    assert is_suspended(db.session, "amina@demo.example")
