"""How far each person has read."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base


class ReadPosition(Base):
    """Everything up to `last_number` has been on the person's screen. Without a row, nothing has."""

    __tablename__ = "forum_read_position"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(
        ForeignKey("forum_topic.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    last_number: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(default=utcnow)
