"""What is done with an incoming mail: posted, sent back with a reason, or left alone.

Everything that one mail does is one transaction with the note that it came, so a mail that is delivered twice acts once. An
author whose text cannot be posted gets it back in one mail that says why; a machine gets nothing.
"""

from enum import StrEnum

import structlog
from flask import current_app

from hub.core.db import add_unless_there, db, one_transaction
from hub.core.errors import Conflict, Forbidden, HubError, Invalid, NotFound
from hub.core.locale import gettext, listed, ngettext, speaking
from hub.core.settings import Settings
from hub.network.identity import actor_of
from hub.network.models import Person
from hub.services.mail.composing import loop_mark
from hub.services.mail.models import MailReceipt
from hub.services.mail.replies.handlers import (
    CalendarReply,
    Reply,
    handle,
    handle_calendar,
    takes_calendars,
    takes_replies,
)
from hub.services.mail.replies.incoming import Incoming, is_automatic
from hub.services.mail.replies.reports import hard_failure, is_report, note_report
from hub.services.mail.replies.trimming import trim_reply
from hub.services.mail.special_addresses import ReplyAddress, read_bounce_address, read_reply_address
from hub.services.mail.writing import write_mail

log = structlog.get_logger("hub.mail")

REFUSAL = "mail.refused"
LONGEST_READ = 200_000
"""Characters of a mail in which the author's words are looked for; what is longer cannot be posted anyway."""


class Outcome(StrEnum):
    """TWICE: it was dealt with when it came first."""

    POSTED = "posted"
    REFUSED = "refused"
    IGNORED = "ignored"
    BOUNCED = "bounced"
    TWICE = "twice"


class NoSuchAddress(Exception):
    """The recipient is no address of the hub, or a forged one: the mail server must refuse the mail."""


class _Refusal(Exception):
    """Why a reply is not posted, in its author's language."""


def receive(incoming: Incoming, recipient: str, envelope_sender: str | None) -> Outcome:
    """`envelope_sender`: '' for the null sender, None when it is not known. Raises NoSuchAddress."""
    settings: Settings = current_app.config["HUB"]
    mail_id = read_bounce_address(settings.mail, recipient)
    if mail_id is not None:
        return _take_back(incoming, recipient, mail_id, envelope_sender)
    if recipient.strip().lower() == settings.mail.sender.address.lower():
        return _answer_invitation(incoming, recipient)
    address = read_reply_address(db.session, settings.mail, recipient)
    db.session.rollback()
    if address is None:
        raise NoSuchAddress(recipient)
    if is_automatic(incoming, envelope_sender, loop_mark(settings.mail)):
        return _note(incoming, recipient, Outcome.IGNORED)
    return _answer(incoming, recipient, address)


def _take_back(incoming: Incoming, recipient: str, mail_id: int, envelope_sender: str | None) -> Outcome:
    """Only machines write to such an address; what a person writes there goes back by the mail server."""
    settings: Settings = current_app.config["HUB"]
    if not is_report(incoming.message):
        if is_automatic(incoming, envelope_sender, loop_mark(settings.mail)):
            return _note(incoming, recipient, Outcome.IGNORED)
        raise NoSuchAddress(recipient)
    reason = hard_failure(incoming.message)
    with one_transaction():
        if not _is_first(incoming, recipient, Outcome.BOUNCED if reason else Outcome.IGNORED):
            return Outcome.TWICE
        if reason is None:
            return Outcome.IGNORED
        note_report(db.session, mail_id, reason)
    return Outcome.BOUNCED


def _answer_invitation(incoming: Incoming, recipient: str) -> Outcome:
    """The hub's mailbox is the organiser of every event; nothing but calendars' answers is read there."""
    if not incoming.calendar or not incoming.sender or not takes_calendars():
        raise NoSuchAddress(recipient)
    try:
        with one_transaction():
            if not _is_first(incoming, recipient, Outcome.POSTED):
                return Outcome.TWICE
            handle_calendar(CalendarReply(incoming.sender, incoming.calendar))
    except HubError as error:
        log.info("calendar answer refused", error=type(error).__name__)
        return _note(incoming, recipient, Outcome.REFUSED)
    return Outcome.POSTED


def _answer(incoming: Incoming, recipient: str, address: ReplyAddress) -> Outcome:
    person = db.session.get(Person, address.person_id)
    is_theirs = person is not None and incoming.sender == person.email
    if person is None or not incoming.sender or not (address.is_valid or is_theirs):
        raise NoSuchAddress(recipient)
    language = person.language
    with speaking(language):
        text = _own_words(incoming)
        try:
            if not is_theirs:
                raise _Refusal(
                    gettext(
                        "This reply address is another person’s, or yours under another address. Write from the address to which the hub writes to you, or answer on the hub."
                    )
                )
            with one_transaction():
                if not _is_first(incoming, recipient, Outcome.POSTED):
                    return Outcome.TWICE
                _post(incoming, recipient, address, person, text)
        except _Refusal as error:
            return _send_back(incoming, recipient, address.person_id, language, str(error), text)
    log.info("reply posted", kind=address.ref.kind, thing=address.ref.id)
    return Outcome.POSTED


def _post(incoming: Incoming, recipient: str, address: ReplyAddress, person: Person, text: str) -> None:
    """Raises _Refusal, in the words of whoever refused."""
    if not person.is_active:
        raise _Refusal(gettext("Your account is suspended."))
    if not address.is_valid:
        raise _Refusal(gettext("This reply address is no longer valid. Answer a newer mail, or on the hub."))
    if not takes_replies(address.ref.kind):
        raise _Refusal(gettext("This cannot be answered by mail."))
    if not text:
        raise _Refusal(gettext("There was no text in your mail. Attachments alone cannot be posted by mail."))
    reply = Reply(
        actor_of(db.session, person), address.ref.id, text + _about_attachments(incoming), incoming.digest(recipient)
    )
    try:
        handle(address.ref.kind, reply)
    except NotFound as error:
        raise _Refusal(gettext("What you answered is no longer open to you.")) from error
    except Forbidden as error:
        raise _Refusal(gettext("You may read this, but not write there.")) from error
    except Invalid as error:
        raise _Refusal(" ".join(error.messages.values())) from error
    except Conflict as error:
        raise _Refusal(str(error)) from error


def _send_back(incoming: Incoming, recipient: str, person_id: int, language: str, reason: str, text: str) -> Outcome:
    """One mail, to the address that wrote, with everything that was written."""
    with one_transaction():
        if not _is_first(incoming, recipient, Outcome.REFUSED):
            return Outcome.TWICE
        write_mail(
            db.session,
            REFUSAL,
            incoming.sender,
            language,
            "mail/refused.txt",
            person_id=person_id,
            answers=incoming.message_id,
            is_essential=True,
            reason=reason,
            text=text,
            left_out=len(incoming.left_out),
        )
    log.info("reply refused")
    return Outcome.REFUSED


def _own_words(incoming: Incoming) -> str:
    return trim_reply(incoming.text) if len(incoming.text) <= LONGEST_READ else incoming.text.strip()


def _about_attachments(incoming: Incoming) -> str:
    """A line at the end of the post: what was sent along is not lost without a word."""
    if not incoming.left_out:
        return ""
    names = listed(f"`{name.replace('`', ' ')[:100]}`" for name in incoming.left_out[:10])
    said = ngettext(
        "%(num)s attachment was left out: %(names)s", "%(num)s attachments were left out: %(names)s", len(incoming.left_out),
        names=names,
    )  # fmt: skip
    return f"\n\n*{said}*"


def _is_first(incoming: Incoming, recipient: str, outcome: Outcome) -> bool:
    """Note that the mail came (not committed). Of two deliveries at once, one waits here for the other."""
    return add_unless_there(db.session, MailReceipt(digest=incoming.digest(recipient), outcome=outcome.value))


def _note(incoming: Incoming, recipient: str, outcome: Outcome) -> Outcome:
    with one_transaction():
        return outcome if _is_first(incoming, recipient, outcome) else Outcome.TWICE
