"""What waits for the reader in the library: own work in progress, and what others submitted."""

from dataclasses import dataclass

from sqlalchemy import or_

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.library.models import Status
from hub.library.policy import is_publisher
from hub.library.queries.cards import RecordCard, card_columns, records, to_card
from hub.library.visibility import visible_to

MOST = 100


@dataclass(frozen=True, slots=True)
class Desk:
    """`mine`: the reader's drafts and submitted records. `to_review`: others' submitted records and newer versions, for
    those who publish or whose region is concerned."""

    mine: tuple[RecordCard, ...]
    to_review: tuple[RecordCard, ...]


def desk(session: DbSession, reader: Actor, language: str) -> Desk:
    """Two queries."""
    own = records.c.owner_id == reader.person_id
    in_progress = records.c.status.in_([Status.DRAFT.value, Status.SUBMITTED.value])
    waiting = records.c.status == Status.SUBMITTED.value
    if is_publisher(reader):
        newer = (records.c.status == Status.PUBLISHED.value) & (records.c.latest_version > records.c.shown_version)
        waiting = or_(waiting, newer)
    return Desk(
        _cards(session, language, own, in_progress),
        _cards(session, language, ~own, waiting, visible_to(reader, records.c)),
    )


def _cards(session: DbSession, language: str, *where: object) -> tuple[RecordCard, ...]:
    statement = card_columns(language).where(*where).order_by(records.c.changed_at.desc()).limit(MOST)  # type: ignore[arg-type]
    return tuple(to_card(row, language) for row in session.execute(statement))
