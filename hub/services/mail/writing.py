"""Writing a mail, in the transaction of what it tells."""

from typing import Any

from flask import current_app

from hub.core.db import DbSession
from hub.core.locale import LazyString, gettext, speaking
from hub.core.registry import Ref
from hub.core.settings import Settings
from hub.services.jobs import enqueue
from hub.services.mail.models import Mail, MailState, random_part
from hub.services.mail.rendering import Line, render_mail
from hub.services.mail.replies.handlers import takes_replies
from hub.services.mail.special_addresses import reply_address
from hub.services.mail.unsubscribing import unsubscribe_path

DELIVER = "mail.deliver"


def write_mail(
    session: DbSession,
    kind: str,
    to: str,
    language: str,
    template: str,
    *,
    person_id: int | None = None,
    why: str | LazyString = "",
    thread: Ref | None = None,
    unsubscribe: str = "",
    calendar: str = "",
    answers: str = "",
    is_essential: bool = False,
    **values: Any,
) -> Mail:
    """Keep a mail and, when a mail server is set, enqueue its delivery (not committed).

    `template`: a `.txt` whose first line is the subject, then an empty line, then the body; it speaks the recipient's
    language and nothing in it is escaped. A `.html` beside it extends `mail/layout.html`; without one the plain body is set
    as simple HTML. `person_id`: who gets it. `why`: the line that says why it came. `thread`: the thing whose conversation it
    belongs to; a person may answer it when that kind takes replies. `unsubscribe`: `name:argument`, see `unsubscribing`.
    `calendar`: an iCalendar object with its METHOD. `answers`: the Message-ID of the mail that this one refuses.
    `is_essential`: what the person asked for themselves (a sign-in link): an address that failed before is tried again.
    """
    settings: Settings = current_app.config["HUB"]
    address = (
        reply_address(session, settings.mail, thread, person_id)
        if thread and person_id and takes_replies(thread.kind)
        else ""
    )
    leaving = (
        f"{settings.base_url}{unsubscribe_path(person_id, unsubscribe)}?lang={language}"
        if unsubscribe and person_id
        else ""
    )
    with speaking(language) as spoken:
        rendered = render_mail(template, spoken, str(why), _closing(address, leaving), values)
    mail = Mail(
        kind=kind,
        to=to,
        person_id=person_id,
        language=language,
        subject=rendered.subject,
        body=rendered.body,
        html=rendered.html,
        calendar=calendar,
        thread_kind=thread.kind if thread else None,
        thread_id=thread.id if thread else None,
        reply_to=address,
        unsubscribe=leaving,
        answers=answers,
        is_essential=is_essential,
        state=MailState.WAITING if settings.mail.server else MailState.KEPT,
    )
    session.add(mail)
    if settings.mail.server:
        session.flush()
        _enqueue(session, mail.id)
    return mail


def hand_over(session: DbSession, mail: Mail, again: str) -> None:
    """Deliver a mail once more, whatever became of it (not committed). `again`: another word for each repetition."""
    mail.state, mail.reason, mail.attempts = MailState.WAITING, "", 0
    mail.random_part = mail.random_part or random_part()
    _enqueue(session, mail.id, f":{again}")


def _enqueue(session: DbSession, mail_id: int, repetition: str = "") -> None:
    enqueue(session, DELIVER, {"mail_id": mail_id}, key=f"mail:{mail_id}{repetition}")


def _closing(reply_to: str, leaving: str) -> list[Line]:
    lines = []
    if reply_to:
        lines.append(
            Line(
                gettext(
                    "Answer this mail to answer on the hub: what you write above the quote is posted under your name."
                )
            )
        )
    if leaving:
        lines.append(Line(gettext("Stop these mails"), leaving))
    return lines
