"""Which state of the figures this is."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base


class FiguresVersion(Base):
    """One row, whose `token` is new after every change of any observation: what was drawn from the figures may be shown
    again as long as it stands."""

    __tablename__ = "figures_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(32))
