"""Addresses that are told what happens, and what was sent to them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.access import PUBLIC_AUDIENCE
from hub.core.clock import utcnow
from hub.core.db import Base


class DeliveryState(StrEnum):
    """WAITING → DELIVERED, or FAILED after the last attempt."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Webhook(Base):
    """`events`: names such as `topic.created`. `audience`: as whom it hears; what that audience cannot read is not sent.
    `salt`: the secret is derived from it and the hub's key, so that the database alone signs nothing. `failing_since`: the
    first failure after the last success. `disabled_at`: by an administrator, or by the hub after days of failure."""

    __tablename__ = "webhook"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(500))
    salt: Mapped[str] = mapped_column(String(64))
    events: Mapped[list[str]] = mapped_column(JSON)
    audience: Mapped[str] = mapped_column(String(40), default=PUBLIC_AUDIENCE)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    failing_since: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class WebhookDelivery(Base):
    """One message to one address. `message_id` is the same at every attempt, so that the other side can tell. `event`,
    `ref_kind`, `ref_id`, `version`: the hint; the rest of the payload is looked up when it is sent. `answer`: the last HTTP
    status, None when there was none; then `error` is a word that says why."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index("ix_webhook_delivery_listed", "webhook_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    message_id: Mapped[str] = mapped_column(String(60), unique=True)
    event: Mapped[str] = mapped_column(String(40))
    ref_kind: Mapped[str] = mapped_column(String(24))
    ref_id: Mapped[int]
    version: Mapped[int]
    happened_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default=DeliveryState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    answer: Mapped[int | None]
    error: Mapped[str] = mapped_column(String(40), default="")
    attempted_at: Mapped[datetime | None] = mapped_column(index=True)
