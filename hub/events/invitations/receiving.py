"""Answers of calendars as `hub mail receive` hands them over. What cannot be taken goes back with the reason, in the
sender's language; what is older than what is known changes nothing, and nobody is told (RFC 5546 section 2.1.5)."""

from sqlalchemy import select

from hub.core import clock
from hub.core.db import db
from hub.core.errors import Forbidden, Invalid, NotFound
from hub.core.locale import gettext, speaking
from hub.events.actions.answering import answer_by_calendar
from hub.events.ical.itip import Answer
from hub.events.ical.replies import CalendarObject, UnreadableReply, read_reply
from hub.network.identity import actor_of
from hub.network.models import Person, active_people
from hub.services.mail import CalendarReply, write_mail

KIND = "events.answer_refused"
TEMPLATE = "events/mail/answer_refused.txt"
REPLY, COUNTER, REFRESH = "REPLY", "COUNTER", "REFRESH"


def take_answer(reply: CalendarReply) -> None:
    """Part of the caller's transaction. Raises NotFound for a sender who is nobody of the hub: a forged address is not
    written to."""
    person = db.session.scalar(
        select(Person).where(Person.email == reply.sender.lower(), active_people(clock.utcnow()))
    )
    if person is None:
        raise NotFound("sender")
    with speaking(person.language):
        if reason := _take(person, reply.calendar):
            write_mail(
                db.session, KIND, person.email, person.language, TEMPLATE, person_id=person.id,
                is_essential=True, reason=reason,
            )  # fmt: skip


def _take(person: Person, text: str) -> str:
    """Why the answer is not taken, in the language spoken; '' when it is, or is to be passed over."""
    try:
        said = read_reply(text)
    except UnreadableReply:
        return gettext("The hub could not read it.")
    if said.method == REFRESH:
        return ""
    answers = dict(said.attendees)
    if reason := _problem(said, person.email, answers):
        return reason
    answer = answers[person.email]
    if answer == Answer.NEEDED:
        return ""
    try:
        answer_by_calendar(actor_of(db.session, person), said.uid, Answer(answer), said.sequence, said.stamp)
    except NotFound:
        return gettext("The event is not on the hub, or not open to you.")
    except Forbidden:
        return gettext("You may not register for this event.")
    except Invalid as error:
        return " ".join(error.messages.values())
    return ""


def _problem(said: CalendarObject, address: str, answers: dict[str, str]) -> str:
    if said.method == COUNTER:
        return gettext("Another time cannot be proposed by mail. Answer yes or no, and write to those who organise it.")
    if said.method != REPLY or len(answers) != 1:
        return gettext("The hub could not read it.")
    if address not in answers:
        return gettext("It answers for another address than the one it came from.")
    if answers[address] not in set(Answer):
        return gettext("The hub understands yes, perhaps and no.")
    if said.is_of_one_date:
        return gettext("One registration holds for all the dates of this event.")
    return ""
