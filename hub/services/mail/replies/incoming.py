"""An incoming mail, read as far as the hub needs it. Whatever is malformed is read as well as it can be."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import cast

from hub.services.mail.composing import LOOP_HEADER
from hub.services.mail.replies.html_text import html_to_text

SMALLEST_IMAGE = 20_000
"""Bytes. Smaller images inside the text are the logos of signatures."""

_RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_ROBOTS = re.compile(r"(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(\+.*)?(@.*)?", re.IGNORECASE)
_AUTOMATIC_HEADERS = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "X-Autoresponse", "List-Id")
_ANSWERS = frozenset({"REPLY", "COUNTER", "REFRESH"})
_METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE | re.IGNORECASE)
_MALFORMED = (ValueError, IndexError, KeyError, AttributeError, LookupError, TypeError)
"""What the library's header parser raises on headers that break the grammar."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """`text`: plain, untrimmed. `left_out`: names of the attachments. `sender`: of From, '' unless there is exactly one.
    `calendar`: what a guest's calendar program says to an organiser (RFC 5546), '' when there is nothing of the kind."""

    message: EmailMessage
    message_id: str
    sender: str
    text: str
    left_out: tuple[str, ...]
    raw_digest: str
    calendar: str = ""

    def digest(self, recipient: str) -> str:
        """The same for the same mail to the same address, however often it is delivered."""
        identity = self.message_id or self.raw_digest
        return hashlib.sha256(f"{identity}\0{recipient.lower()}".encode()).hexdigest()


def read_mail(raw: bytes) -> Incoming:
    message = message_from_bytes(raw, policy=policy.default)
    senders = _addresses(header(message, "From"))
    return Incoming(
        message=message,
        message_id=header(message, "Message-ID").strip()[:500],
        sender=senders[0] if len(senders) == 1 else "",
        text=_text(message),
        left_out=tuple(_left_out(message)),
        raw_digest=hashlib.sha256(raw).hexdigest(),
        calendar=_calendar(message),
    )


def header(message: EmailMessage, name: str) -> str:
    """One header as text, '' when it is missing."""
    try:
        return str(message.get(name, ""))
    except _MALFORMED:
        return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def recipients(message: EmailMessage) -> list[str]:
    """Where it was sent to, by its own headers: for a mail server that does not tell."""
    return [address for name in _RECIPIENT_HEADERS for address in _addresses(header(message, name))]


def is_automatic(incoming: Incoming, envelope_sender: str | None, loop_mark: str) -> bool:
    """Written by a machine: an absence note, a bounce, a list, ourselves (RFC 3834 section 2, and what is used beside it).
    `envelope_sender`: None when it is not known."""
    message = incoming.message
    if envelope_sender is not None and envelope_sender.strip("<> ") == "":
        return True
    submitted = header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = header(message, "Precedence").strip().lower()
    return (
        submitted not in {"", "no"}
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or any(header(message, name) for name in _AUTOMATIC_HEADERS)
        or loop_mark in header(message, LOOP_HEADER)
        or header(message, "Return-Path").strip() == "<>"
        or message.get_content_type() == "multipart/report"
        or any(_ROBOTS.fullmatch(address) for address in (incoming.sender, (envelope_sender or "").strip("<> ")))
    )


def _addresses(value: str) -> list[str]:
    return [address.lower() for _name, address in getaddresses([value]) if "@" in address]


def _text(message: EmailMessage) -> str:
    try:
        part = message.get_body(("plain", "html"))
    except _MALFORMED:
        part = None
    if part is None:
        return ""
    content = _content(cast(EmailMessage, part))
    if part.get_content_type() == "text/html":
        return html_to_text(content)
    content = content.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        return _unflowed(content, deletes_space=part.get_param("delsp") == "yes")
    if not content.strip():
        other = message.get_body(("html",))
        return html_to_text(_content(cast(EmailMessage, other))) if other is not None else ""
    return content


def _calendar(message: EmailMessage) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            content = _content(part)
            method = _METHOD.search(content)
            if method and method[1].upper() in _ANSWERS:
                return content
    return ""


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(payload)


def _unflowed(text: str, *, deletes_space: bool) -> str:
    """RFC 3676: a line that ends in a space goes on in the next of the same quote depth. The signature line does not."""
    joined: list[str] = []
    is_open, depth_before = False, 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        if is_open and depth == depth_before and body != "-- ":
            joined[-1] += body
        else:
            joined.append(f"{'>' * depth} {body}" if depth else body)
        is_open = body.endswith(" ") and body != "-- "
        if is_open and deletes_space:
            joined[-1] = joined[-1][:-1]
        depth_before = depth
    return "\n".join(joined)


def _left_out(message: EmailMessage) -> Iterator[str]:
    """Everything that is not the text itself: files, pictures, forwarded mails."""
    body = {id(part) for kind in ("plain", "html") if (part := _body(message, kind)) is not None}
    inside_mail: set[int] = set()
    for part in message.walk():
        if id(part) in inside_mail or (part.is_multipart() and part.get_content_type() != "message/rfc822"):
            continue
        if part.get_content_type() == "message/rfc822":
            inside_mail.update(id(inner) for inner in part.walk())
        kind, is_file = part.get_content_type(), part.get_content_disposition() == "attachment"
        if id(part) in body or kind in _SIGNATURES or (kind.startswith("text/") and not is_file and not _name(part)):
            continue
        if kind.startswith("image/") and not is_file and len(part.get_payload(decode=True) or b"") < SMALLEST_IMAGE:
            continue
        yield _name(part) or kind


def _body(message: EmailMessage, kind: str) -> object | None:
    try:
        return message.get_body((kind,))
    except _MALFORMED:
        return None


def _name(part: object) -> str:
    try:
        return str(cast(EmailMessage, part).get_filename() or "")
    except _MALFORMED:
        return ""
