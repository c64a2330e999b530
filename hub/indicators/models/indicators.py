"""What SQL must know of an indicator: a number for links and search, and its place in the order."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base


class IndicatorRow(Base):
    """The anchor of an indicator of the catalogue; name, unit and sheet are read from there by `code`."""

    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(24), unique=True)
    nature: Mapped[str] = mapped_column(String(12))
    position: Mapped[int]
