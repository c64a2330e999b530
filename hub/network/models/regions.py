"""The twelve regions (HCP codes 01 to 12)."""

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base
from hub.core.multilingual import Multilingual, MultilingualText

PILOT_CODES = frozenset({"01", "02", "09"})
"""Named in the founding project; the other regions are invited."""


class Region(Base):
    """`population` and `households`: legal population of the 2024 census (HCP, RGPH 2024)."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    iso: Mapped[str] = mapped_column(String(6))
    name: Mapped[MultilingualText] = mapped_column(Multilingual)
    capital: Mapped[MultilingualText] = mapped_column(Multilingual)
    population: Mapped[int]
    households: Mapped[int]
    provinces: Mapped[int]
    communes: Mapped[int]
    programmes: Mapped[list[str]] = mapped_column(JSON, default=list)
    presentation: Mapped[MultilingualText] = mapped_column(Multilingual, default=MultilingualText)

    @property
    def is_pilot(self) -> bool:
        return self.code in PILOT_CODES
