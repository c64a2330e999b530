"""Forgetting words about a person when the account is erased: the one way in which an entry loses something.

Who did what, when, to which number stays, and so does the chain. The words (a name, an address, a reason) go with their
salt; an entry of its own tells which entries lost theirs, so that `verify` can tell an erasure from tampering.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, tuple_, update

from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.registry import Ref
from hub.services.audit.models import AuditEntry
from hub.services.audit.recording import record

FORGOTTEN = "audit.person.forgotten"
PIECE = 500


def forget(session: DbSession, actor: Actor | None, person_id: int, also: Iterable[Ref] = ()) -> int:
    """Empty the words of every entry about a person, and about the things in `also` (not committed). Returns how many."""
    session.flush()
    about = [Ref("person", person_id), *also]
    ids = session.scalars(
        select(AuditEntry.id)
        .where(
            tuple_(AuditEntry.ref_kind, AuditEntry.ref_id).in_(about),
            AuditEntry.salt.is_not(None),
            AuditEntry.action != FORGOTTEN,
        )
        .order_by(AuditEntry.id)
    ).all()
    worded = [
        row.id
        for start in range(0, len(ids), PIECE)
        for row in session.execute(
            select(AuditEntry.id, AuditEntry.data).where(AuditEntry.id.in_(ids[start : start + PIECE]))
        )
        if row.data
    ]
    for start in range(0, len(worded), PIECE):
        session.execute(
            update(AuditEntry)
            .where(AuditEntry.id.in_(worded[start : start + PIECE]))
            .values(data={}, salt=None)
            .execution_options(synchronize_session=False)
        )
    if worded:
        record(session, actor, FORGOTTEN, Ref("person", person_id), entries=" ".join(map(str, worded)))
    return len(worded)


def listed_ids(data: Mapping[str, Any]) -> list[int]:
    """The entries that such an entry says were emptied."""
    return [int(word) for word in str(data.get("entries", "")).split() if word.isdecimal()]
