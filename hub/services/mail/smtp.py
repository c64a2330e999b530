"""One mail through the mail server. Nothing else in the hub speaks SMTP."""

import re
import smtplib
import ssl

from hub.core.mail_settings import MailServer, Protection
from hub.services.mail.composing import Envelope

TIMEOUT = 20.0
"""Seconds for each answer of the server."""

_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.\d{1,3}\b")
_ADDRESS_CLASSES = {"1", "2"}
_ADDRESS_CODES = {550, 551, 552, 553, 556}


class ServerAway(Exception):
    """The server does not answer, broke off, or does not let the hub in: every mail has to wait. `str()`: how it failed."""


class Refused(Exception):
    """The server refused this mail, `for_good` or for now. `is_address_fault`: because of the recipient's address."""

    def __init__(self, code: int, said: str, *, at_recipient: bool) -> None:
        super().__init__(f"{code} {said}".strip())
        self.for_good = code >= 500
        self.is_address_fault = self.for_good and is_address_fault(code, said, at_recipient=at_recipient)


def is_address_fault(code: int, said: str, *, at_recipient: bool) -> bool:
    """Whether a permanent refusal (5xx) is about the address, by its enhanced status (RFC 3463: 1 address, 2 mailbox; the
    others are the systems' and their policies'), else by where in the dialogue it came."""
    enhanced = _ENHANCED.search(said)
    if enhanced is not None and enhanced[2] != "0":
        return enhanced[2] in _ADDRESS_CLASSES
    return at_recipient and code in _ADDRESS_CODES


def send(server: MailServer, envelope: Envelope) -> None:
    """Returns when the server has taken the mail over. Raises ServerAway or Refused."""
    try:
        connection = _connect(server, TIMEOUT)
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(_words(error)) from error
    try:
        connection.sendmail(envelope.sender, [envelope.recipient], envelope.message)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = error.recipients[envelope.recipient]
        raise Refused(code, _text(said), at_recipient=True) from error
    except smtplib.SMTPSenderRefused as error:
        raise ServerAway(_words(error)) from error
    except smtplib.SMTPDataError as error:
        raise Refused(error.smtp_code, _text(error.smtp_error), at_recipient=False) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(_words(error)) from error
    finally:
        _leave(connection)


def greet(server: MailServer, timeout: float) -> None:
    """Whether the server is there and lets the hub in. Raises ServerAway."""
    try:
        connection = _connect(server, timeout)
        connection.noop()
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(_words(error)) from error
    _leave(connection)


def _connect(server: MailServer, timeout: float) -> smtplib.SMTP:
    """Certificates are checked: a password goes over this line."""
    if server.protection is Protection.TLS:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=timeout)
    try:
        if server.protection is Protection.STARTTLS:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        else:
            connection.ehlo_or_helo_if_needed()
    except BaseException:
        connection.close()
        raise
    return connection


def _leave(connection: smtplib.SMTP) -> None:
    """The mail is taken over or refused by now: how the line ends changes nothing."""
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:400]
