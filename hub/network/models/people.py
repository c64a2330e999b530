"""People with an account."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, and_, or_
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hub.core.clock import CASABLANCA_NAME, utcnow
from hub.core.db import Base
from hub.network.models.organisations import Organisation
from hub.network.models.roles import RoleGrant
from hub.network.names import name_key


def _key_of_name(context: DefaultExecutionContext) -> str:
    return name_key(context.get_current_parameters()["name"])


class Person(Base):
    """`handle` is what a mention writes after the @. `email` is kept lower-case. `name_key`: the name as it is searched
    and sorted. `unread_notifications`: kept by the notifications service, so that no page counts. An erased person keeps
    the row that their contributions point to, without name or address."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    handle: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(120), default=_key_of_name, index=True)
    job_title: Mapped[str] = mapped_column(String(160), default="")
    presentation: Mapped[str] = mapped_column(String(2000), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(2), default="fr")
    zone: Mapped[str] = mapped_column(String(64), default=CASABLANCA_NAME)
    theme_mode: Mapped[str] = mapped_column(String(8), default="auto")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    in_directory: Mapped[bool] = mapped_column(default=False)
    shows_email: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    welcomed_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    suspended_until: Mapped[datetime | None]
    suspension_reason: Mapped[str] = mapped_column(String(500), default="")
    erased_at: Mapped[datetime | None]
    unread_notifications: Mapped[int] = mapped_column(default=0, server_default="0")

    organisation: Mapped[Organisation | None] = relationship()
    grants: Mapped[list[RoleGrant]] = relationship(back_populates="person", cascade="all, delete-orphan")

    @validates("name")
    def _follow_name(self, _field: str, name: str) -> str:
        self.name_key = name_key(name)
        return name

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None and (self.suspended_until is None or self.suspended_until > utcnow())

    @property
    def is_active(self) -> bool:
        """May sign in."""
        return self.erased_at is None and not self.is_suspended


def active_people(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """SQL of `is_active`."""
    not_suspended = or_(Person.suspended_at.is_(None), Person.suspended_until <= now)
    return and_(Person.erased_at.is_(None), not_suspended)
