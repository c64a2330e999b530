"""Delivery reports (RFC 3464): which mail could not be delivered, and why."""

import re
from email.message import EmailMessage, Message

from hub.core.db import DbSession
from hub.services.mail.bouncing import note_hard_bounce
from hub.services.mail.models import REASON_LIMIT, Mail, MailState
from hub.services.mail.replies.incoming import header

_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


def is_report(message: EmailMessage) -> bool:
    return message.get_content_type() == "multipart/report"


def hard_failure(message: EmailMessage) -> str | None:
    """Why the delivery failed for good, as the reporting server says it; None: it did not, or not for good."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.get_payload():
            if isinstance(fields, Message) and _failed(fields):
                said = str(fields.get("Diagnostic-Code", "")) or str(fields.get("Status", ""))
                return " ".join(said.split())[:REASON_LIMIT] or header(message, "Subject")
    return None


def _failed(fields: Message) -> bool:
    status = _STATUS.search(str(fields.get("Status", "")))
    return str(fields.get("Action", "")).strip().lower() == "failed" and (status is None or status[1] == "5")


def note_report(session: DbSession, mail_id: int, reason: str) -> None:
    """The mail came back (not committed). Each mail counts once, however many reports speak of it."""
    mail = session.get(Mail, mail_id, with_for_update=True)
    if mail is None or mail.state == MailState.FAILED:
        return
    mail.state, mail.reason = MailState.FAILED, reason
    note_hard_bounce(session, mail.to, reason)
