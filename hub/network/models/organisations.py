"""Institutions to which people belong."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base
from hub.core.multilingual import Multilingual, MultilingualText


class Organisation(Base):
    """`kind`: regional_council, ministry, state_service, commune, association, university, international."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[MultilingualText] = mapped_column(Multilingual)
    kind: Mapped[str] = mapped_column(String(32))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    website: Mapped[str] = mapped_column(String(300), default="")
