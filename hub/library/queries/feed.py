"""What the feed adds to the cards."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from hub.core.db import DbSession
from hub.library.models import RecordEdition
from hub.library.queries.cards import RecordCard, records


def summaries(session: DbSession, cards: Sequence[RecordCard]) -> dict[tuple[int, str], str]:
    """(record id, language) to the summary as HTML."""
    rows = session.execute(
        select(RecordEdition.record_id, RecordEdition.language, RecordEdition.cooked).where(
            RecordEdition.record_id.in_([card.id for card in cards])
        )
    )
    return {(row[0], row[1]): row[2].get("summary", "") for row in rows}


def changes(session: DbSession, cards: Sequence[RecordCard]) -> dict[int, tuple[datetime, str]]:
    """Record id to the moment of its last change and the lead institution."""
    rows = session.execute(
        select(records.c.id, records.c.changed_at, records.c.facts).where(records.c.id.in_([card.id for card in cards]))
    )
    return {row[0]: (row[1], row[2].get("lead", "")) for row in rows}
