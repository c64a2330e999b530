"""What people are told, and what they choose about it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.services.notifications.choices import Frequency
from hub.services.notifications.resolving import Delivery, Why

_FOR_DIGEST = text("mail = 'digest' AND read_at IS NULL")


class Notification(Base):
    """One person is told one thing. `data`: plain values for the kind's sentence; `address` in it is a path.

    `why`: `addressed`, or `watches:category`: what the person watches. `mail`: see Delivery; what waits for a digest stops
    waiting when it is read on the hub.
    """

    __tablename__ = "notification"
    __table_args__ = (
        Index("ix_notification_inbox", "person_id", "created_at", "id"),
        Index("ix_notification_unread", "person_id", "read_at"),
        Index("ix_notification_for_digest", "person_id", "id", sqlite_where=_FOR_DIGEST, postgresql_where=_FOR_DIGEST),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    ref_kind: Mapped[str] = mapped_column(String(24))
    ref_id: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    why: Mapped[str] = mapped_column(String(40), default=Why.ADDRESSED.value)
    mail: Mapped[str] = mapped_column(String(10), default=Delivery.NONE.value)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    read_at: Mapped[datetime | None]


class NotificationChannel(Base):
    """By which way a person wants a kind. Without a row, the kind's own default."""

    __tablename__ = "notification_channel"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    channel: Mapped[str] = mapped_column(String(10))


class Watch(Base):
    """How closely a person watches a thing or everything in it. Without a row: what concerns them."""

    __tablename__ = "notification_watch"
    __table_args__ = (Index("ix_notification_watch_ref", "ref_kind", "ref_id", "level", "person_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    ref_kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    ref_id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime] = mapped_column(default=utcnow)


DEFAULT_FREQUENCY = Frequency.DAILY
DEFAULT_HOUR = 7
DEFAULT_WEEKDAY = 0


class DigestRhythm(Base):
    """When a person's digest comes: `hour` (0 to 23) and `weekday` (0 is Monday) in the person's own zone. Without a row,
    the defaults."""

    __tablename__ = "notification_rhythm"
    __table_args__ = (
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_day"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="day_of_week"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    frequency: Mapped[str] = mapped_column(String(8))
    hour: Mapped[int]
    weekday: Mapped[int]


class Digest(Base):
    """A digest that a person got. `slot`: the day it was due in the person's zone; the row makes it the only one."""

    __tablename__ = "notification_digest"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    slot: Mapped[date] = mapped_column(primary_key=True, index=True)
    entries: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(default=utcnow)


PERSONAL_TABLES: Mapping[str, type[Any]] = {
    "notifications": Notification,
    "notification_channels": NotificationChannel,
    "watched": Watch,
    "digest_rhythm": DigestRhythm,
    "digests": Digest,
}
"""What the service keeps about a person (`person_id`), by the name under which it is given out and erased."""
