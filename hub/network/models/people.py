"""People with an account."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.clock import CASABLANCA_NAME, utcnow
from hub.core.db import Base
from hub.network.models.organisations import Organisation
from hub.network.models.roles import RoleGrant


class Person(Base):
    """`handle` is what a mention writes after the @. `email` is kept lower-case."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    handle: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
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

    organisation: Mapped[Organisation | None] = relationship()
    grants: Mapped[list[RoleGrant]] = relationship(back_populates="person", cascade="all, delete-orphan")

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None
