"""Themes: the programmes of the national strategy on immigration and asylum (SNIA)."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.db import Base
from hub.core.multilingual import Multilingual, MultilingualText


class Theme(Base):
    __tablename__ = "theme"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[MultilingualText] = mapped_column(Multilingual)
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
