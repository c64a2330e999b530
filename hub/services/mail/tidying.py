"""Mails are letters, not records: what was delivered is in the recipient's mailbox, and goes from here."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from hub.core import clock
from hub.core.db import DbSession
from hub.services.mail.models import Mail, MailReceipt, MailState

SENT_KEPT = timedelta(days=30)
OTHERS_KEPT = timedelta(days=180)
RECEIPTS_KEPT = timedelta(days=180)


def tidy(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Delete what was sent a month ago, other mails and receipts after half a year (not committed)."""
    now = clock.utcnow()
    session.execute(delete(Mail).where(Mail.state == MailState.SENT, Mail.created_at < now - SENT_KEPT))
    session.execute(delete(Mail).where(Mail.created_at < now - OTHERS_KEPT))
    session.execute(delete(MailReceipt).where(MailReceipt.received_at < now - RECEIPTS_KEPT))
