"""Events that belong together: the workshops of one cycle, the meetings whose actions are followed from one to the next."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from hub.core.clock import utcnow
from hub.core.db import Base
from hub.core.multilingual import Multilingual, MultilingualText


class EventSeries(Base):
    __tablename__ = "event_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[MultilingualText] = mapped_column(Multilingual)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
