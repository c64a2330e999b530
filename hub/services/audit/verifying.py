"""Verifying: every entry from the first to the head, recomputed; the first that does not hold is named.

Read in short pieces, so that a check of any length keeps nobody from writing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from hub.core import clock
from hub.core.db import DbSession, db, reading
from hub.services.audit.forgetting import FORGOTTEN, listed_ids
from hub.services.audit.hashing import FIRST_PREVIOUS, chain_hash, commitment
from hub.services.audit.models import AuditChain, AuditEntry

PIECE = 1000


class Breach(StrEnum):
    """What can be wrong: an entry is missing or stands twice; its columns changed; its words changed or went without an
    erasure; the chain ends elsewhere than its head says; a hash noted elsewhere before is not the chain's."""

    MISSING = "missing"
    CHANGED = "changed"
    WORDS = "words"
    HEAD = "head"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold. `entry_id`: None when it is not there."""

    number: int
    entry_id: int | None
    what: Breach


@dataclass(frozen=True, slots=True)
class Verdict:
    """`number`, `hash`: the head. `checked`: entries that hold. `waiting`: entries not sealed yet, `waits_since` the oldest."""

    number: int
    hash: str
    checked: int
    waiting: int
    waits_since: datetime | None
    broken: Broken | None = None


def verify(anchor: tuple[int, str] | None = None) -> Verdict:
    """Check the whole chain. `anchor`: (number, hash) noted outside of the hub, which the chain must pass through: only
    that finds out whoever rewrote all of it. Opens its own transactions."""
    with reading(), Session(db.engine) as session:
        head = session.execute(select(AuditChain.number, AuditChain.hash)).one()
        waiting, since = session.execute(
            select(func.count(), func.min(AuditEntry.created_at)).where(AuditEntry.number.is_(None))
        ).one()
    broken = _first_broken(head.number, head.hash, anchor)
    checked = head.number if broken is None else broken.number - 1
    return Verdict(head.number, head.hash, checked, waiting, since, broken)


def note(session: DbSession, verdict: Verdict) -> None:
    """Keep the result for whoever asks (not committed)."""
    chain = session.scalars(select(AuditChain).execution_options(populate_existing=True).with_for_update()).one()
    chain.checked_at, chain.checked_number = clock.utcnow(), verdict.checked
    chain.broken_number = verdict.broken.number if verdict.broken else None
    chain.broken_what = verdict.broken.what.value if verdict.broken else ""


def _first_broken(last: int, last_hash: str, anchor: tuple[int, str] | None) -> Broken | None:
    number, previous, words = 0, FIRST_PREVIOUS, _Words()
    for row in _chained(last):
        number += 1
        if row.number != number:
            return Broken(number, None, Breach.MISSING)
        if row.hash != chain_hash(number, previous, row):
            return Broken(number, row.id, Breach.CHANGED)
        if not words.hold(row):
            return Broken(number, row.id, Breach.WORDS)
        if anchor and anchor[0] == number and anchor[1] != row.hash:
            return Broken(number, row.id, Breach.ANCHOR)
        previous = row.hash
    if number < last:
        return Broken(number + 1, None, Breach.MISSING)
    if previous != last_hash:
        return Broken(number, None, Breach.HEAD)
    if anchor and anchor[0] > number:
        return Broken(number + 1, None, Breach.ANCHOR)
    return _beyond(last)


def _chained(last: int) -> Iterator[Row[Any]]:
    after = 0
    while after < last:
        piece = _piece(after, last)
        if not piece:
            return
        yield from piece
        after = piece[-1].number


def _piece(after: int, last: int) -> Sequence[Row[Any]]:
    columns = AuditEntry.__table__.c
    statement = select(*columns).where(columns.number > after, columns.number <= last).order_by(columns.number)
    with reading(), Session(db.engine) as session:
        return session.execute(statement.limit(PIECE)).all()


def _beyond(last: int) -> Broken | None:
    """Sealed entries past the head as it is now: somebody turned the head back."""
    with reading(), Session(db.engine) as session:
        head = session.scalar(select(AuditChain.number)) or 0
        columns = AuditEntry.__table__.c
        row = session.execute(
            select(columns.id, columns.number).where(columns.number > max(head, last)).order_by(columns.number).limit(1)
        ).first()
    return Broken(row.number, row.id, Breach.HEAD) if row else None


class _Words:
    """Whether the words of entries are those that were committed to, or went by an erasure that the log tells of."""

    def __init__(self) -> None:
        self.forgotten: set[int] = set()

    def hold(self, row: Row[Any]) -> bool:
        if row.salt is not None:
            return commitment(row.salt, row.data) == row.data_hash
        if row.data:
            return False
        if row.id not in self.forgotten:
            self.forgotten = self._read()
        return row.id in self.forgotten

    def _read(self) -> set[int]:
        with reading(), Session(db.engine) as session:
            told = session.scalars(select(AuditEntry.data).where(AuditEntry.action == FORGOTTEN)).all()
        return {entry_id for data in told for entry_id in listed_ids(data)}
