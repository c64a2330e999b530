"""The trace of what was done, and the chain that seals it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base

_WAITING = text("number IS NULL")


class AuditEntry(Base):
    """One act. The database itself refuses to change or delete it (`triggers`), but for two steps:

    *sealing* gives `number` and `hash`, once, after the act is committed; *forgetting* empties `data` and `salt` when a
    person's account is erased. `data_hash` is a salted commitment to `data`: the chain holds it in place of the words, so
    words about a person can go and the chain still proves everything else.

    `actor_id` None: the hub itself or a visitor. `actor_role`: the highest role then in force. `data`: plain values that
    tell the act, never a secret.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_ref", "ref_kind", "ref_id"),
        Index("ix_audit_entry_action", "action", "id"),
        Index("ix_audit_entry_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_audit_entry_number", "number", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    actor_role: Mapped[str] = mapped_column(String(16), default="", server_default="")
    ref_kind: Mapped[str | None] = mapped_column(String(24))
    ref_id: Mapped[int | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    salt: Mapped[str | None] = mapped_column(String(32))
    data_hash: Mapped[str] = mapped_column(String(64), server_default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    number: Mapped[int | None]
    hash: Mapped[str | None] = mapped_column(String(64))


class AuditChain(Base):
    """One row: the head of the chain, locked by whoever seals, and what the last verification found.

    `broken_number`: the first entry that does not hold, None when all did; `broken_what`: a `Breach`."""

    __tablename__ = "audit_chain"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default="")
    checked_at: Mapped[datetime | None]
    checked_number: Mapped[int] = mapped_column(default=0)
    broken_number: Mapped[int | None]
    broken_what: Mapped[str] = mapped_column(String(16), default="")
