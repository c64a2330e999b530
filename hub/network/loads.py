"""What has been loaded from the files that ship, so that nothing is loaded twice."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base, DbSession


class LoadedData(Base):
    """One row per load, added in the transaction of the load itself."""

    __tablename__ = "loaded_data"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    loaded_at: Mapped[datetime] = mapped_column(default=utcnow)


def is_loaded(session: DbSession, name: str) -> bool:
    return session.get(LoadedData, name) is not None


def mark_loaded(session: DbSession, name: str) -> None:
    session.add(LoadedData(name=name))
