"""From a kept mail to the bytes that travel, the same at every attempt."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from typing import Any

from hub.core.locale import gettext, speaking
from hub.core.mail_settings import MailSettings
from hub.services.mail.models import Mail
from hub.services.mail.signing import signature
from hub.services.mail.special_addresses import bounce_address

LOOP_HEADER = "X-Loop"
_METHOD = re.compile(r"^METHOD:([A-Z]+)\s*$", re.MULTILINE)
_WHOLE = frozenset({"list-unsubscribe", "references", "in-reply-to", "message-id", "reply-to", "list-id"})


class _Policy(EmailPolicy):
    """Addresses and ids are never broken: the library would turn a long one into an encoded word, which no mail program
    reads (RFC 2047 section 5 forbids it there)."""

    def fold(self, name: str, value: Any) -> str:
        return f"{name}: {value}{self.linesep}" if name.lower() in _WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii") if name.lower() in _WHOLE else super().fold_binary(name, value)


POLICY = _Policy(linesep=SMTP.linesep, max_line_length=78)


@dataclass(frozen=True, slots=True)
class Envelope:
    """`sender` '' is the null sender of mails that must never be answered by a machine (RFC 5321 section 4.5.5)."""

    sender: str
    recipient: str
    message: bytes


def message_id(mail: Mail, settings: MailSettings) -> str:
    """The same for the life of the mail."""
    return f"<mail.{mail.id}.{mail.random_part}@{settings.sender.domain}>"


def thread_root(kind: str, thing_id: int, settings: MailSettings) -> str:
    """A Message-ID that no mail carries: all mails about a thing refer to it, so mail programs keep them together."""
    return f"<{kind}.{thing_id}.{signature('thread', kind, thing_id)}@{settings.sender.domain}>"


def loop_mark(settings: MailSettings) -> str:
    return settings.sender.address


def compose(mail: Mail, settings: MailSettings) -> Envelope:
    """multipart/alternative: plain, HTML, and the calendar object as iTIP wants it (RFC 6047). Raises UnicodeError for an
    address that mail cannot reach."""
    message = EmailMessage(policy=POLICY)
    with speaking(mail.language):
        sender_name = settings.sender.name or gettext("Regions Network – Migration")
    message["From"] = Address(sender_name, settings.sender.local_part, settings.sender.domain)
    recipient = ascii_address(mail.to)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = message_id(mail, settings)
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    _set_thread(message, mail, settings)
    message["Auto-Submitted"] = "auto-replied" if mail.answers else "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message[LOOP_HEADER] = loop_mark(settings)
    _set_list(message, mail, settings)
    _set_parts(message, mail)
    message["Content-Language"] = mail.language
    _set_boundaries(message, mail)
    sender = "" if mail.answers else bounce_address(settings, mail.id)
    return Envelope(sender, recipient, message.as_bytes())


def ascii_address(address: str) -> str:
    """With the domain as DNS knows it. Raises UnicodeError for a name before the @ that only SMTPUTF8 could carry."""
    local, _, domain = address.rpartition("@")
    return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"


def _set_thread(message: EmailMessage, mail: Mail, settings: MailSettings) -> None:
    if mail.answers:
        message["In-Reply-To"] = message["References"] = mail.answers
    elif mail.thread_kind and mail.thread_id:
        message["In-Reply-To"] = message["References"] = thread_root(mail.thread_kind, mail.thread_id, settings)


def _set_list(message: EmailMessage, mail: Mail, settings: MailSettings) -> None:
    """RFC 2919, 2369 and 8058; for what can be ended only."""
    if mail.unsubscribe:
        message["List-Id"] = f"<{mail.kind.partition('.')[0]}.{settings.sender.local_part}.{settings.sender.domain}>"
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _set_boundaries(message: EmailMessage, mail: Mail) -> None:
    """Made of the mail, not of chance: a second attempt sends the same bytes."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}.{mail.random_part}")


def _set_parts(message: EmailMessage, mail: Mail) -> None:
    encoding = "base64" if mail.language == "ar" else "quoted-printable"
    message.set_content(mail.body, cte=encoding)
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte=encoding)
    if mail.calendar:
        found = _METHOD.search(mail.calendar)
        method = found[1] if found else "PUBLISH"
        message.add_alternative(mail.calendar, subtype="calendar", cte=encoding, params={"method": method})
        message.add_attachment(
            mail.calendar.encode(), maintype="application", subtype="ics", filename="invite.ics", cte="base64"
        )
