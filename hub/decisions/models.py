"""Numbered decisions and the actions that follow from them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.multilingual import Multilingual, MultilingualText
from hub.core.registry import Ref


class DecisionStatus(StrEnum):
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class ActionStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class DecisionSource(Base):
    """Where decisions are taken: a meeting, a topic. Its rank in the year is given with its first decision and stays.

    `series`: what ties sources whose actions are followed from one to the next, such as `event_series:3`, or "".
    `audience`, `title`, `held_on` and `series` are copied from the source, which keeps them up to date.
    """

    __tablename__ = "decision_source"
    __table_args__ = (UniqueConstraint("year", "ordinal"), UniqueConstraint("kind", "ref_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    ref_id: Mapped[int]
    year: Mapped[int]
    ordinal: Mapped[int]
    held_on: Mapped[date]
    title: Mapped[MultilingualText] = mapped_column(Multilingual)
    series: Mapped[str] = mapped_column(String(40), default="", index=True)
    audience: Mapped[str] = mapped_column(String(40))
    last_number: Mapped[int] = mapped_column(default=0)

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.ref_id)


class Decision(Base):
    """`number`: `D-2027-03/04`, the fourth decision of the third source of 2027; never given twice."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_order", "decided_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("decision_source.id"), index=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    ordinal: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2), default="fr")
    status: Mapped[str] = mapped_column(String(12), default=DecisionStatus.IN_FORCE.value)
    decided_on: Mapped[date]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)

    source: Mapped[DecisionSource] = relationship()
    actions: Mapped[list["Action"]] = relationship(
        back_populates="decision", cascade="all, delete-orphan", order_by="Action.position"
    )


class Action(Base):
    """Something to be done because of a decision, by a person or an institution. Overdue is derived, never stored."""

    __tablename__ = "decision_action"
    __table_args__ = (Index("ix_decision_action_due", "status", "due_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(600))
    language: Mapped[str] = mapped_column(String(2), default="fr")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    institution: Mapped[str] = mapped_column(String(200), default="")
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(String(12), default=ActionStatus.OPEN.value)
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)

    decision: Mapped[Decision] = relationship(back_populates="actions")
    notes: Mapped[list["ActionNote"]] = relationship(cascade="all, delete-orphan", order_by="ActionNote.id")

    def is_overdue(self, today: date) -> bool:
        return self.status == ActionStatus.OPEN and self.due_on < today


class ActionNote(Base):
    """A line of an action's progress. `status`: what the action was after it."""

    __tablename__ = "decision_action_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("decision_action.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2), default="fr")
    status: Mapped[str] = mapped_column(String(12))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
