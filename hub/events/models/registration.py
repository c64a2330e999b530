"""Who comes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base


class RegistrationStatus(StrEnum):
    """INVITED has not answered; DECLINED answered no to an invitation; CANCELLED had a seat, or waited for one, and left."""

    INVITED = "invited"
    REGISTERED = "registered"
    WAITING = "waiting"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class AnsweredBy(StrEnum):
    """Which way the present state came: a click on the hub, or an answer from a calendar program."""

    PAGE = "page"
    MAIL = "mail"


REMOVED = "removed"


class Registration(Base):
    """One row for a person and an event. `asked_at`, then `id`, is the order of the waiting list.

    `answered_by` "" and `answered_at` None: has not answered an invitation. `is_tentative`: said "perhaps".

    What the person's calendar was last told by mail: `mailed_status` (a status, `REMOVED` after a CANCEL, "" nothing) and
    `mailed_sequence`. `sequence_shift` is added to the event's SEQUENCE for this person: it goes up when the seat alone is
    withdrawn or given again, which changes nothing for others.
    """

    __tablename__ = "event_registration"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        Index("ix_event_registration_list", "event_id", "status", "asked_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    changed_at: Mapped[datetime] = mapped_column(default=utcnow)
    answered_by: Mapped[str] = mapped_column(String(4), default=AnsweredBy.PAGE.value, server_default="page")
    answered_at: Mapped[datetime | None]
    is_tentative: Mapped[bool] = mapped_column(default=False, server_default=false())
    invited_at: Mapped[datetime | None]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    mailed_status: Mapped[str] = mapped_column(String(12), default="", server_default="")
    mailed_sequence: Mapped[int] = mapped_column(default=-1, server_default="-1")
    sequence_shift: Mapped[int] = mapped_column(default=0, server_default="0")
