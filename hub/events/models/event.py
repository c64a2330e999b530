"""An event: what, when, where, for whom."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.clock import CASABLANCA_NAME, utcnow
from hub.core.db import Base
from hub.core.multilingual import Multilingual, MultilingualText
from hub.events.recurrence import Rule
from hub.events.schedule import Schedule
from hub.network.models import Region, Theme

if TYPE_CHECKING:
    from hub.events.models.occurrence import EventChange, Occurrence
    from hub.events.models.series import EventSeries


class EventKind(StrEnum):
    WORKSHOP = "workshop"
    CENTRAL_REGIONAL_MEETING = "central_regional_meeting"
    PEER_CLINIC = "peer_clinic"
    SEMINAR = "seminar"
    STEERING_COMMITTEE = "steering_committee"
    WEBINAR = "webinar"


class EventFormat(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class EventStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


event_region = Table(
    "event_region",
    Base.metadata,
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("region_code", ForeignKey("region.code"), primary_key=True, index=True),
)

event_theme = Table(
    "event_theme",
    Base.metadata,
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("theme_code", ForeignKey("theme.code"), primary_key=True, index=True),
)


class Event(Base):
    """Wall time and zone are the truth; `occurrences` hold the instants derived from them.

    `first_day` None: the date is not known (`date_note` says what is). Times None: all day. `uid` lasts for life,
    `sequence` goes up when time, repetition, place or status change (RFC 5545), `version` at every edit.
    `organisers`: names of institutions. `registered_count`, `waiting_count`: kept by the registration actions.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(32), index=True)
    status: Mapped[str] = mapped_column(String(12), default=EventStatus.DRAFT.value)
    cancel_reason: Mapped[str] = mapped_column(String(500), default="")
    cancelled_at: Mapped[datetime | None]
    audience: Mapped[str] = mapped_column(String(40), default="members")
    title: Mapped[MultilingualText] = mapped_column(Multilingual)
    language: Mapped[str] = mapped_column(String(2), default="fr")
    description: Mapped[str] = mapped_column(Text, default="")
    description_html: Mapped[str] = mapped_column(Text, default="")
    description_text: Mapped[str] = mapped_column(Text, default="")
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    zone: Mapped[str] = mapped_column(String(64), default=CASABLANCA_NAME)
    date_note: Mapped[str] = mapped_column(String(300), default="")
    rule_text: Mapped[str] = mapped_column("rule", String(120), default="")
    format: Mapped[str] = mapped_column(String(12), default=EventFormat.IN_PERSON.value)
    place: Mapped[str] = mapped_column(String(300), default="")
    call_link: Mapped[str] = mapped_column(String(500), default="")
    organisers: Mapped[list[str]] = mapped_column(JSON, default=list)
    sources: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_illustrative: Mapped[bool] = mapped_column(default=False)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("event_series.id"), index=True)
    takes_registrations: Mapped[bool] = mapped_column(default=False)
    capacity: Mapped[int | None]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    registered_count: Mapped[int] = mapped_column(default=0)
    waiting_count: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)

    regions: Mapped[list[Region]] = relationship(secondary=event_region, order_by=Region.code)
    themes: Mapped[list[Theme]] = relationship(secondary=event_theme, order_by=Theme.position)
    series: Mapped["EventSeries | None"] = relationship()
    changes: Mapped[list["EventChange"]] = relationship(cascade="all, delete-orphan", order_by="EventChange.day")
    occurrences: Mapped[list["Occurrence"]] = relationship(
        cascade="all, delete-orphan", order_by="Occurrence.first_day", back_populates="event"
    )

    @property
    def schedule(self) -> Schedule | None:
        """None when the date is not known."""
        if self.first_day is None or self.last_day is None:
            return None
        return Schedule(self.first_day, self.last_day, self.start_time, self.end_time, self.zone)

    @property
    def rule(self) -> Rule | None:
        return Rule.parse(self.rule_text) if self.rule_text else None

    @property
    def region_codes(self) -> frozenset[str]:
        return frozenset(region.code for region in self.regions)

    @property
    def is_draft(self) -> bool:
        return self.status == EventStatus.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.status == EventStatus.CANCELLED
