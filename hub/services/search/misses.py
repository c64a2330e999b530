"""What was asked for and not found: what the network misses, or how it calls things. Nothing says who asked, and what may
name a person (an address, a number) is not kept."""

from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from hub.core.clock import today
from hub.core.db import DbSession, side_transaction

from .analyser import words
from .models import LONGEST_MISS, SearchMiss

log = structlog.get_logger("hub.search")

MOST_WORDS = 8
MOST_DIGITS = 4
MOST_A_DAY = 500
"""Different queries kept a day: who asks for nonsense all day long does not fill the disk."""
KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Miss:
    """A query, how often it was asked, and when last."""

    query: str
    number: int
    last: date


def normalised(query: str) -> str | None:
    """The words of a query, in lower case; None for what is not kept."""
    found = " ".join(words(query))
    is_personal = "@" in query or "://" in query or sum(character.isdigit() for character in found) > MOST_DIGITS
    if is_personal or not found or len(found) > LONGEST_MISS or found.count(" ") >= MOST_WORDS:
        return None
    return found


def note_miss(query: str) -> None:
    """Count it, beside the request that only reads. A busy database is no reason to refuse the page."""
    asked = normalised(query)
    if asked is None:
        return
    try:
        with side_transaction() as session:
            _count(session, asked)
    except OperationalError as error:
        log.warning("miss not noted", error=str(error.orig))


def _count(session: DbSession, asked: str) -> None:
    day = today()
    known = session.get(SearchMiss, (day, asked))
    kept = session.scalar(select(func.count()).select_from(SearchMiss).where(SearchMiss.day == day)) or 0
    if known is None and kept >= MOST_A_DAY:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(
        dialect.insert(SearchMiss)
        .values(day=day, query=asked, number=1)
        .on_conflict_do_update(index_elements=["day", "query"], set_={"number": SearchMiss.number + 1})
    )


def frequent_misses(session: DbSession, days: int, most: int) -> list[Miss]:
    """Of the last `days`, the most frequent first."""
    number = func.sum(SearchMiss.number)
    rows = session.execute(
        select(SearchMiss.query, number.label("number"), func.max(SearchMiss.day).label("last"))
        .where(SearchMiss.day > today() - timedelta(days=days))
        .group_by(SearchMiss.query)
        .order_by(number.desc(), SearchMiss.query)
        .limit(most)
    )
    return [Miss(row.query, int(row.number), row.last) for row in rows]


def forget_old_misses(session: DbSession) -> None:
    session.execute(delete(SearchMiss).where(SearchMiss.day < today() - KEPT))
