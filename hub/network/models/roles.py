"""Roles, bound to a region and to dates: people change post, the role's history stays."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ColumnElement, Enum, ForeignKey, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.core.access import Role
from hub.core.db import Base

if TYPE_CHECKING:
    from hub.network.models.people import Person


class RoleGrant(Base):
    """In force from `starts_on` to `ends_on`, both included; open-ended when None."""

    __tablename__ = "role_grant"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(
        Enum(Role, native_enum=False, length=24, values_callable=lambda roles: [role.value for role in roles])
    )
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    is_alternate: Mapped[bool] = mapped_column(default=False)

    person: Mapped["Person"] = relationship(back_populates="grants")

    def is_in_force(self, today: date) -> bool:
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


def grants_in_force(today: date | ColumnElement[date]) -> ColumnElement[bool]:
    """SQL of `is_in_force`."""
    return and_(RoleGrant.starts_on <= today, or_(RoleGrant.ends_on.is_(None), RoleGrant.ends_on >= today))
