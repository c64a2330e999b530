"""Links between any two things."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.registry import Ref


class Link(Base):
    """Symmetric: the smaller (kind, id) is always `a`, so that a pair is stored once. `relation` says how they belong
    together: `related` unless a feature has a name for it."""

    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("a_kind", "a_id", "b_kind", "b_id", "relation"),
        Index("ix_link_b", "b_kind", "b_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    a_kind: Mapped[str] = mapped_column(String(32))
    a_id: Mapped[int]
    b_kind: Mapped[str] = mapped_column(String(32))
    b_id: Mapped[int]
    relation: Mapped[str] = mapped_column(String(32), default="related")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def tie(cls, one: Ref, other: Ref, relation: str, created_by: int | None) -> "Link":
        a, b = sorted((one, other))
        return cls(a_kind=a.kind, a_id=a.id, b_kind=b.kind, b_id=b.id, relation=relation, created_by=created_by)

    @classmethod
    def between(cls, one: Ref, other: Ref) -> ColumnElement[bool]:
        """SQL: the links of two things, by whatever relation."""
        a, b = sorted((one, other))
        return and_(cls.a_kind == a.kind, cls.a_id == a.id, cls.b_kind == b.kind, cls.b_id == b.id)

    @property
    def ends(self) -> tuple[Ref, Ref]:
        return Ref(self.a_kind, self.a_id), Ref(self.b_kind, self.b_id)
