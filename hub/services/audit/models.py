"""The trace of what was done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base


class AuditEntry(Base):
    """`actor_id` None: the hub itself or a visitor. `data`: plain values that tell the act, never a secret."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_ref", "ref_kind", "ref_id"),
        Index("ix_audit_entry_action", "action", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    ref_kind: Mapped[str | None] = mapped_column(String(24))
    ref_id: Mapped[int | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
