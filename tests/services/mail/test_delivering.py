"""Mails travel to a real server: what arrives, and what happens when it does not."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub.core.db import db
from hub.core.mail_settings import MailServer, Protection
from hub.core.probes import ServiceState
from hub.core.registry import Ref
from hub.network.models import Person
from hub.services.mail import Mail, MailState, Unsubscription, delivering, register_unsubscribe, write_mail
from hub.services.mail.bouncing import is_suspended, resume
from hub.services.mail.composing import compose
from hub.services.mail.health import check_mail
from hub.services.mail.smtp import is_address_fault
from tests.services.mail.conftest import DOMAIN, PostOffice

TEMPLATE = "accounts/mail/sign_in.txt"
Deliver = Callable[[], list[Any]]


def write(app: Flask, to: str = "focal.souss-massa@demo.example", **options: Any) -> int:
    with app.app_context():
        person = db.session.scalar(select(Person.id).where(Person.email == to))
        given = {"name": "Amina أمينة", "link": "http://127.0.0.1:8000/a?b=1&c=2", "person_id": person, **options}
        mail = write_mail(db.session, "forum.reply", to, given.pop("language", "ar"), TEMPLATE, **given)
        db.session.commit()
        return mail.id


def state(app: Flask, mail_id: int) -> tuple[str, str]:
    with app.app_context():
        mail = db.session.get_one(Mail, mail_id)
        return mail.state, mail.reason


def test_what_arrives_is_a_well_formed_mail_in_both_forms(
    mailing: Flask, deliver: Deliver, post_office: PostOffice
) -> None:
    register_unsubscribe("test", Unsubscription(lambda *_: "", lambda *_: None))
    mail_id = write(mailing, thread=Ref("topic", 12), unsubscribe="test:forum.reply", why="Vous suivez ce sujet.")
    assert deliver() == [None]
    [message], [envelope] = post_office.messages, post_office.envelopes
    assert state(mailing, mail_id) == (MailState.SENT, "")
    assert message["From"].addresses[0].addr_spec == f"hub@{DOMAIN}"
    assert message["To"] == "focal.souss-massa@demo.example"
    assert message["Subject"] == "رابط الدخول الخاص بكم"
    assert message["Message-ID"].startswith(f"<mail.{mail_id}.")
    assert message["References"] == message["In-Reply-To"]
    assert message["References"].startswith("<topic.12.")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime is not None
    assert message["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/mail/unsubscribe/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == f"<forum.hub.{DOMAIN}>"
    assert message["Reply-To"].startswith("reply+topic.12.")
    assert envelope.mail_from.startswith(f"bounce+{mail_id}.")
    assert message.get_content_type() == "multipart/alternative"
    assert message["Content-Language"] == "ar"
    with mailing.app_context():
        again = compose(db.session.get_one(Mail, mail_id), mailing.config["HUB"].mail)
        assert again.message.rstrip() == (envelope.original_content or b"").rstrip()
    plain, html = (part.get_content() for part in message.iter_parts())
    for form in (plain, html):
        assert "Vous suivez ce sujet." in form
        assert str(message["List-Unsubscribe"]).strip("<>") in form
    assert 'dir="rtl"' in html
    assert "a?b=1&amp;c=2" in html
    assert max(map(len, (envelope.content or b"").split(b"\r\n"))) < 998
    raw = (envelope.content or b"").decode("ascii")
    assert f"List-Unsubscribe: {message['List-Unsubscribe']}\r\n" in raw, "an address is never broken or encoded"


def test_mails_about_one_thing_are_one_conversation(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> None:
    for thing in (12, 12, 13):
        write(mailing, thread=Ref("topic", thing))
    deliver()
    roots = [message["References"] for message in post_office.messages]
    assert roots[0] == roots[1] != roots[2]
    assert len({message["Message-ID"] for message in post_office.messages}) == 3


def test_a_calendar_travels_as_itip_wants_it(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> None:
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    write(mailing, calendar=calendar)
    deliver()
    parts = {part.get_content_type(): part for part in post_office.messages[0].walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["text/calendar"].get_content().replace("\r\n", "\n") == calendar.replace("\r\n", "\n")
    assert parts["application/ics"].get_filename() == "invite.ics"


def test_without_a_server_mails_are_kept(app: Flask) -> None:
    assert state(app, write(app)) == (MailState.KEPT, "")


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ({"answers": {"RCPT": "451 4.7.1 Greylisted"}}, "451 4.7.1 Greylisted"),
        ({"answers": {"DATA": "452 4.3.1 Full"}}, "452 4.3.1 Full"),
        ({"hangs_up": True}, "SMTPServerDisconnected"),
        ({"is_slow": True}, "timed out"),
    ],
    ids=["later at the recipient", "later at the data", "dead in the middle", "slow"],
)
def test_what_the_server_does_not_take_now_goes_out_later_as_the_same_mail(
    mailing: Flask,
    deliver: Deliver,
    post_office: PostOffice,
    monkeypatch: pytest.MonkeyPatch,
    trouble: dict[str, Any],
    reason: str,
) -> None:
    monkeypatch.setattr("hub.services.mail.smtp.TIMEOUT", 0.5)
    mail_id = write(mailing)
    for name, value in trouble.items():
        setattr(post_office, name, value)
    assert [type(outcome).__name__ for outcome in deliver()] == ["NotNow"]
    assert state(mailing, mail_id)[0] == MailState.WAITING
    assert reason in state(mailing, mail_id)[1]
    post_office.answers, post_office.hangs_up, post_office.is_slow = {}, False, False
    assert deliver() == [None]
    assert state(mailing, mail_id) == (MailState.SENT, "")
    assert post_office.messages[-1]["Message-ID"].startswith(f"<mail.{mail_id}.")


def test_a_server_that_is_away_is_said_and_caught_up_with(
    mailing: Flask, deliver: Deliver, post_office: PostOffice
) -> None:
    mail_ids = [write(mailing), write(mailing)]
    there = mailing.config["HUB"].mail
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(post_office, "server", MailServer("127.0.0.1", 1, Protection.PLAIN))
        object.__setattr__(there, "server", post_office.server)
        assert [type(outcome).__name__ for outcome in deliver()] == ["NotNow", "NotNow"]
        with mailing.app_context():
            health = check_mail()
        assert (health.state, health.figures) == (ServiceState.DOWN, {"waiting": 2})
    object.__setattr__(there, "server", post_office.server)
    deliver()
    assert [state(mailing, mail_id)[0] for mail_id in mail_ids] == [MailState.SENT, MailState.SENT]
    with mailing.app_context():
        assert check_mail().state is ServiceState.OK


def test_a_mail_is_given_up_in_the_end(
    mailing: Flask, deliver: Deliver, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "MOST_ATTEMPTS", 2)
    mail_id = write(mailing)
    post_office.answers = {"RCPT": "450 4.2.1 Busy"}
    deliver()
    assert deliver() == [None]
    assert state(mailing, mail_id) == (MailState.FAILED, "450 4.2.1 Busy")


def test_three_mails_refused_for_good_suspend_the_address(
    mailing: Flask, deliver: Deliver, post_office: PostOffice
) -> None:
    post_office.answers = {"RCPT": "550 5.1.1 No such user"}
    to = "partner@demo.example"
    failed = [write(mailing, to) for _ in range(3)]
    assert deliver() == [None, None, None]
    assert {state(mailing, mail_id) for mail_id in failed} == {(MailState.FAILED, "550 5.1.1 No such user")}
    post_office.answers = {}
    withheld, asked_for = write(mailing, to), write(mailing, to, is_essential=True)
    deliver()
    assert state(mailing, withheld)[0] == MailState.WITHHELD
    assert state(mailing, asked_for)[0] == MailState.SENT
    with mailing.app_context():
        assert is_suspended(db.session, to)
        assert resume(db.session, to)
        db.session.commit()
    again = write(mailing, to)
    deliver()
    assert state(mailing, again)[0] == MailState.SENT


def test_the_servers_own_rules_are_no_fault_of_the_address(
    mailing: Flask, deliver: Deliver, post_office: PostOffice
) -> None:
    post_office.answers = {"RCPT": "554 5.7.1 Relay access denied"}
    for _ in range(4):
        write(mailing)
    deliver()
    with mailing.app_context():
        assert not is_suspended(db.session, "focal.souss-massa@demo.example")


@pytest.mark.parametrize(
    ("code", "said", "at_recipient", "is_fault"),
    [
        (550, "5.1.1 unknown", True, True),
        (552, "5.2.2 mailbox full", True, True),
        (550, "user unknown", True, True),
        (550, "5.0.0 unknown", True, True),
        (554, "5.7.1 relay denied", True, False),
        (554, "refused", True, False),
        (550, "spam", False, False),
        (550, "5.1.1 unknown", False, True),
    ],
)
def test_whose_fault_a_refusal_is(code: int, said: str, at_recipient: bool, is_fault: bool) -> None:
    assert is_address_fault(code, said, at_recipient=at_recipient) is is_fault


def test_an_address_that_mail_cannot_reach_fails_at_once(mailing: Flask, deliver: Deliver) -> None:
    mail_id = write(mailing, "أمينة@demo.example")
    assert deliver() == [None]
    assert state(mailing, mail_id)[0] == MailState.FAILED


def test_a_domain_in_arabic_letters_is_reached(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> None:
    write(mailing, "amina@مثال.المغرب")
    deliver()
    assert post_office.envelopes[0].rcpt_tos == ["amina@xn--mgbh0fb.xn--mgbc0a9azcg"]
