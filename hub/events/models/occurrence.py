"""The days an event falls on, and what was changed on some of them."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.db import Base
from hub.events.models.event import Event


class EventChange(Base):
    """One occurrence of a repeated event left out (`first_day` None) or moved; `day` is its original day."""

    __tablename__ = "event_change"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(300), default="")

    @property
    def is_removed(self) -> bool:
        return self.first_day is None


class Occurrence(Base):
    """One row for each time an event happens, written with the event: a month is one range query, never an expansion.

    `day` is the original day of a repetition; `starts_at` and `ends_at` are derived from wall time and zone.
    """

    __tablename__ = "event_occurrence"
    __table_args__ = (
        UniqueConstraint("event_id", "day"),
        Index("ix_event_occurrence_days", "first_day", "last_day"),
        Index("ix_event_occurrence_order", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    day: Mapped[date]
    first_day: Mapped[date]
    last_day: Mapped[date]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(300), default="")
    is_moved: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship(back_populates="occurrences")
