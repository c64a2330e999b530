"""Invitations that go out through a real mail server, and what a guest's calendar program answers to `hub mail receive`."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from threading import Barrier
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from hub.core import clock
from hub.core.db import db
from hub.events.actions.cancelling import cancel_event
from hub.events.actions.inviting import invite_chosen
from hub.events.actions.registering import register, withdraw
from hub.events.models import Event, Registration
from hub.events.recurrence import Frequency, Rule
from hub.network.demo import demo_people
from hub.network.models import Person
from hub.services.mail import Mail
from hub.services.mail.replies.incoming import read_mail
from hub.services.mail.replies.receiving import Outcome, receive
from tests.factories import events as make
from tests.services.mail.conftest import DOMAIN, PostOffice

Deliver = Callable[[], list[Any]]
PARTNER, CENTRAL = "partner@demo.example", "central@demo.example"
HUB = f"hub@{DOMAIN}"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def invite(app: Flask, *who: str, **values: Any) -> int:
    """An event's id, these people invited to it."""
    with app.app_context():
        people = demo_people(db.session)
        db.session.query(Person).update({Person.in_directory: True})
        db.session.commit()
        event_id = make.event(people["organiser"], takes_registrations=True, **values).id
        chosen = frozenset(people[one.partition("@")[0]].person_id or 0 for one in who)
        invite_chosen(people["organiser"], event_id, chosen)
        return event_id


def parts(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def answer_to(
    invitation: EmailMessage,
    partstat: str,
    stamp: datetime = NOW,
    sender: str = "",
    method: str = "REPLY",
    **changed: Any,
) -> EmailMessage:
    """What a calendar program makes of an invitation when its user clicks."""
    [part] = [part for part in invitation.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    asked = calendar.walk("VEVENT")[0]
    guest = str(asked["ATTENDEE"]).removeprefix("mailto:")
    values = {
        "UID": str(asked["UID"]),
        "SEQUENCE": asked["SEQUENCE"],
        "DTSTAMP": f"{stamp:%Y%m%dT%H%M%SZ}",
        f"ATTENDEE;PARTSTAT={partstat}": f"MAILTO:{guest}",
        **changed,
    }
    lines = "\r\n".join(f"{name}:{value}" for name, value in values.items())
    message = EmailMessage()
    message["From"], message["To"] = sender or guest, str(asked["ORGANIZER"]).removeprefix("mailto:")
    message["Subject"], message["Message-ID"] = f"{partstat}: x", f"<{hash((lines, sender, method))}@client.example>"
    message.set_content("Answered.")
    body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    message.add_alternative(body, subtype="calendar", params={"method": method})
    return message


def take(app: Flask, message: EmailMessage) -> Result:
    """Through the command that the mail server pipes into."""
    return app.test_cli_runner().invoke(
        args=["mail", "receive", "--recipient", HUB], input=message.as_bytes(policy=policy.SMTP)
    )


def status_of(app: Flask, event_id: int, who: str = PARTNER) -> tuple[str, str, bool] | None:
    with app.app_context():
        row = db.session.execute(
            select(Registration.status, Registration.answered_by, Registration.is_tentative)
            .join(Person, Person.id == Registration.person_id)
            .where(Registration.event_id == event_id, Person.email == who)
        ).first()
        return tuple(row) if row else None  # type: ignore[return-value]


def refusals(app: Flask) -> list[str]:
    with app.app_context():
        return [mail.body for mail in db.session.scalars(select(Mail).where(Mail.kind == "events.answer_refused"))]


@pytest.fixture
def invited(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> tuple[int, EmailMessage]:
    with clock.frozen(NOW):
        event_id = invite(mailing, PARTNER)
        deliver()
    return event_id, post_office.messages[-1]


def test_the_mail_has_the_shape_that_calendars_know(invited: tuple[int, EmailMessage]) -> None:
    _, message = invited
    assert parts(message) == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics",
    ]  # fmt: skip
    alternative, file = list(message.walk())[4:]
    assert (alternative.get_param("method"), alternative.get_content_charset()) == ("REQUEST", "utf-8")
    assert file.get_filename() == "invite.ics"
    body = alternative.get_payload(decode=True)
    assert body == file.get_payload(decode=True)
    asked = Calendar.from_ical(body)
    assert str(asked["METHOD"]) == "REQUEST"
    [event] = asked.walk("VEVENT")
    assert str(event["ORGANIZER"]) == f"mailto:{message['From'].addresses[0].addr_spec}"
    assert str(event["ATTENDEE"]) == f"mailto:{message['To'].addresses[0].addr_spec}"
    assert "kind:events.invitation" in message["List-Unsubscribe"]
    assert "You are invited to this event." in message.get_body(("plain",)).get_content()


def test_a_click_in_the_calendar_is_a_click_on_the_page(
    mailing: Flask, deliver: Deliver, post_office: PostOffice, invited: tuple[int, EmailMessage]
) -> None:
    event_id, message = invited
    with clock.frozen(NOW + timedelta(minutes=3)):
        assert take(mailing, answer_to(message, "ACCEPTED", NOW + timedelta(minutes=1))).exit_code == 0
        assert status_of(mailing, event_id) == ("registered", "mail", False)
        assert take(mailing, answer_to(message, "ACCEPTED", NOW + timedelta(minutes=1))).output.strip() == "twice"
        deliver()
        assert len(post_office.messages) == 2
        seat = post_office.messages[-1]
        late = take(mailing, answer_to(seat, "DECLINED", NOW + timedelta(seconds=30)))
        assert late.exit_code == 0, "written before the acceptance: passed over"
        assert status_of(mailing, event_id) == ("registered", "mail", False)
        take(mailing, answer_to(seat, "TENTATIVE", NOW + timedelta(minutes=2)))
        assert status_of(mailing, event_id) == ("registered", "mail", True)
        take(mailing, answer_to(seat, "DECLINED", NOW + timedelta(minutes=3)))
        assert status_of(mailing, event_id) == ("cancelled", "mail", False)
        deliver()
        notice = post_office.messages[-1]
        assert "text/calendar" not in parts(notice), "the calendar knows: it said so"
        take(mailing, answer_to(seat, "ACCEPTED", NOW + timedelta(minutes=3)))
        assert status_of(mailing, event_id) == ("registered", "mail", False)
    assert refusals(mailing) == []


def test_page_and_mail_share_one_state(
    mailing: Flask, deliver: Deliver, post_office: PostOffice, invited: tuple[int, EmailMessage]
) -> None:
    event_id, message = invited
    with mailing.app_context(), clock.frozen(NOW + timedelta(minutes=5)):
        partner = demo_people(db.session)["partner"]
        register(partner, event_id)
        withdraw(partner, event_id)
        register(partner, event_id)
    take(mailing, answer_to(message, "DECLINED", NOW + timedelta(minutes=4)))
    assert status_of(mailing, event_id) == ("registered", "page", False)
    deliver()
    take(mailing, answer_to(post_office.messages[-1], "DECLINED", NOW + timedelta(minutes=6)))
    assert status_of(mailing, event_id) == ("cancelled", "mail", False)


def test_an_answer_to_what_was_called_off_changes_nothing(
    mailing: Flask, deliver: Deliver, post_office: PostOffice, invited: tuple[int, EmailMessage]
) -> None:
    event_id, message = invited
    with mailing.app_context():
        cancel_event(demo_people(db.session)["organiser"], event_id, "Reporté")
    deliver()
    cancel = post_office.messages[-1]
    [part] = [part for part in cancel.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "CANCEL"
    take(mailing, answer_to(message, "ACCEPTED", NOW + timedelta(days=1)))
    assert status_of(mailing, event_id) == ("invited", "", False)


def test_yes_without_a_free_seat_is_the_waiting_list(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> None:
    with clock.frozen(NOW):
        event_id = invite(mailing, PARTNER, CENTRAL, capacity=1)
        deliver()
    first, second = post_office.messages
    with clock.frozen(NOW + timedelta(minutes=9)):
        take(mailing, answer_to(first, "ACCEPTED", NOW + timedelta(minutes=1)))
        take(mailing, answer_to(second, "ACCEPTED", NOW + timedelta(minutes=1)))
        deliver()
    waits = next(who for who in (PARTNER, CENTRAL) if (status_of(mailing, event_id, who) or "")[0] == "waiting")
    state = next(m for m in post_office.messages[2:] if m["To"].addresses[0].addr_spec == waits)
    [part] = [part for part in state.walk() if part.get_content_type() == "text/calendar"]
    assert "PARTSTAT=TENTATIVE" in part.get_content().replace("\r\n ", "").replace("\n ", "")


def test_one_answer_holds_for_a_whole_repetition(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> None:
    event_id = invite(mailing, PARTNER, rule=Rule(Frequency.WEEKLY, weekdays=(1,), count=3))
    deliver()
    message, later = post_office.messages[-1], datetime.now(UTC) + timedelta(minutes=1)
    one_date = {"RECURRENCE-ID": "20270316T100000Z"}
    assert take(mailing, answer_to(message, "DECLINED", later, **one_date)).exit_code == 0
    assert status_of(mailing, event_id) == ("invited", "", False)
    assert "all the dates" in refusals(mailing)[0]
    take(mailing, answer_to(message, "ACCEPTED", later))
    assert status_of(mailing, event_id) == ("registered", "mail", False)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"method": "COUNTER"}, "Another time cannot be proposed by mail."),
    ({"sender": CENTRAL}, "Elle répond pour une autre adresse"),
    ({"UID": "unknown@nowhere"}, "The event is not on the hub"),
    ({"partstat": "DELEGATED"}, "yes, perhaps and no"),
    ({"ATTENDEE": "mailto:second@demo.example"}, "could not read it"),
]


@pytest.mark.parametrize(("changed", "reason"), REFUSED)
def test_what_cannot_be_taken_goes_back_with_the_reason(
    mailing: Flask, invited: tuple[int, EmailMessage], changed: dict[str, Any], reason: str
) -> None:
    event_id, message = invited
    later = NOW + timedelta(days=1)
    assert take(mailing, answer_to(message, **{"partstat": "ACCEPTED", "stamp": later, **changed})).exit_code == 0
    assert status_of(mailing, event_id) == ("invited", "", False)
    [body] = refusals(mailing)
    assert reason in body


def test_a_stranger_and_a_hidden_event(
    mailing: Flask, deliver: Deliver, post_office: PostOffice, invited: tuple[int, EmailMessage]
) -> None:
    event_id, message = invited
    take(mailing, answer_to(message, "ACCEPTED", NOW + timedelta(days=1), sender="nobody@elsewhere.example"))
    assert refusals(mailing) == [], "a forged address is not written to"
    with mailing.app_context():
        db.session.get_one(Event, event_id).audience = "region:02"
        db.session.commit()
    take(mailing, answer_to(message, "ACCEPTED", NOW + timedelta(days=1)))
    assert status_of(mailing, event_id) == ("invited", "", False)
    assert "not open to you" in refusals(mailing)[0]


def test_other_mail_to_the_mailbox_is_nobodys(mailing: Flask) -> None:
    plain = EmailMessage()
    plain["From"], plain["Message-ID"] = PARTNER, "<plain@client.example>"
    plain.set_content("Hello")
    assert take(mailing, plain).exit_code == 67


def test_two_answers_at_once_for_one_seat(mailing: Flask, deliver: Deliver, post_office: PostOffice) -> None:
    event_id = invite(mailing, PARTNER, CENTRAL, capacity=1)
    deliver()
    later, together = datetime.now(UTC) + timedelta(minutes=1), Barrier(4)
    answers = [answer_to(message, "ACCEPTED", later) for message in post_office.messages] * 2

    def arrive(message: EmailMessage) -> Outcome:
        with mailing.app_context():
            incoming = read_mail(message.as_bytes(policy=policy.SMTP))
            together.wait()
            outcome = receive(incoming, HUB, None)
            db.session.remove()
            return outcome

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(arrive, answers))
    assert outcomes == [Outcome.POSTED] * 2 + [Outcome.TWICE] * 2
    states = [status_of(mailing, event_id, who) for who in (PARTNER, CENTRAL)]
    assert sorted(state[0] for state in states if state) == ["registered", "waiting"]
    with mailing.app_context():
        event = db.session.get_one(Event, event_id)
        assert (event.registered_count, event.waiting_count) == (1, 1)
