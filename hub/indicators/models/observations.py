"""One value: of an indicator, for a territory, a period, an area, a sex and a category, on one base."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Date, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base


def exact_value(mantissa: int | None, decimals: int) -> Decimal | None:
    """The value as the source printed it; None when there is none."""
    return None if mantissa is None else Decimal(mantissa).scaleb(-decimals)


class Observation(Base):
    """`mantissa` and `decimals` hold the value exactly (36.50 is 3650 and 2): SQLite has no decimal type, and how many
    digits the source printed is part of what it said. `geo`: `MA`, a region's code or a place's. `period`: SDMX text.
    `status`: SDMX observation status. `numerator`, `denominator`: of a rate, when known, in people.
    `external_id`: the line of the data file it came from; NULL for a value entered here."""

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint(
            "indicator_code", "period", "area", "sex", "breakdown", "geo", "base", name="uq_observation_cell"
        ),
        Index("ix_observation_small", "indicator_code", "mantissa"),
        Index("ix_observation_denominator", "indicator_code", "denominator"),
        Index("ix_observation_geo", "geo", "indicator_code", "period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[str | None] = mapped_column(String(60), unique=True)
    indicator_code: Mapped[str] = mapped_column(String(24), ForeignKey("indicator.code"))
    geo: Mapped[str] = mapped_column(String(24))
    geo_level: Mapped[str] = mapped_column(String(12))
    period: Mapped[str] = mapped_column(String(24))
    period_start: Mapped[date] = mapped_column(Date)
    period_end: Mapped[date] = mapped_column(Date)
    area: Mapped[str] = mapped_column(String(8), default="total")
    sex: Mapped[str] = mapped_column(String(4), default="all")
    breakdown: Mapped[str] = mapped_column(String(40), default="")
    mantissa: Mapped[int | None] = mapped_column(BigInteger)
    decimals: Mapped[int] = mapped_column(SmallInteger, default=0)
    numerator: Mapped[int | None] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(24))
    base: Mapped[str] = mapped_column(String(120), default="")
    status: Mapped[str] = mapped_column(String(1), default="A")
    source: Mapped[str] = mapped_column(Text, default="")
    source_url: Mapped[str] = mapped_column(Text, default="")
    producer: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")

    @property
    def value(self) -> Decimal | None:
        return exact_value(self.mantissa, self.decimals)
