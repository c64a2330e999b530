"""Mails, what is known of the addresses they go to, and what came in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.ids import new_token

REASON_LIMIT = 500


class MailState(StrEnum):
    """KEPT: no mail server was set. WAITING → SENT, or FAILED for good (`reason`). WITHHELD: the address is suspended."""

    KEPT = "kept"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"


def random_part() -> str:
    """Of a Message-ID: 128 bits."""
    return new_token()[:22]


class Mail(Base):
    """`kind`: dotted, what the mail is for (`accounts.invitation`). `body`: plain text, `html`: the same for mail programs.
    `random_part` makes the Message-ID one that nobody guesses, the same at every attempt. `thread_kind`, `thread_id`: the
    thing whose conversation it belongs to. `answers`: Message-ID of the incoming mail that it answers by itself.
    `calendar`: an iCalendar object that goes along. `is_essential`: goes to a suspended address too.
    `reason`: why the last attempt failed, as the server said it.
    """

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_state", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    to: Mapped[str] = mapped_column(String(254), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="", server_default="")
    calendar: Mapped[str] = mapped_column(Text, default="", server_default="")
    random_part: Mapped[str] = mapped_column(String(22), default=random_part, server_default="")
    thread_kind: Mapped[str | None] = mapped_column(String(24))
    thread_id: Mapped[int | None]
    reply_to: Mapped[str] = mapped_column(String(254), default="", server_default="")
    unsubscribe: Mapped[str] = mapped_column(String(500), default="", server_default="")
    answers: Mapped[str] = mapped_column(String(500), default="", server_default="")
    is_essential: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str] = mapped_column(String(8), default=MailState.KEPT.value, server_default=MailState.KEPT.value)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    reason: Mapped[str] = mapped_column(String(REASON_LIMIT), default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    sent_at: Mapped[datetime | None]


class MailAddress(Base):
    """An address from which mail came back. `hard_bounces`: of how many mails. Whoever changes their address begins anew."""

    __tablename__ = "mail_address"

    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    hard_bounces: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(REASON_LIMIT), default="")
    bounced_at: Mapped[datetime] = mapped_column(default=utcnow)
    suspended_at: Mapped[datetime | None] = mapped_column(index=True)


class MailReceipt(Base):
    """An incoming mail that was dealt with: delivered twice, it acts once. `digest`: SHA-256 of Message-ID and recipient."""

    __tablename__ = "mail_receipt"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(12))
    received_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)


class ReplyKey(Base):
    """Goes into the signature of a person's reply addresses: a new number ends all former ones."""

    __tablename__ = "mail_reply_key"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
