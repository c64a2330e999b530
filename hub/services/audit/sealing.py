"""Sealing: entries enter the chain in one order, a moment after their acts are committed.

Chaining an entry in the transaction of its act would lock the head of the chain until that transaction commits, and line
up every write of the hub behind the slowest. So acts write their entries unchained; one sealer at a time, holding the
head, numbers what is committed by then. An entry that a slow transaction commits later simply takes a later number.
Nothing has to be remembered between the two: what has no number waits, whatever happened to the last sealer.
"""

from sqlalchemy import select, update

from hub.core.db import DbSession
from hub.services.audit.hashing import FIRST_PREVIOUS, chain_hash
from hub.services.audit.models import AuditChain, AuditEntry

BATCH = 500

_entries = AuditEntry.__table__
_WAITING = (
    select(
        _entries.c.id,
        _entries.c.action,
        _entries.c.actor_id,
        _entries.c.actor_role,
        _entries.c.ref_kind,
        _entries.c.ref_id,
        _entries.c.data_hash,
        _entries.c.created_at,
    )
    .where(_entries.c.number.is_(None))
    .order_by(_entries.c.id)
)


def seal(session: DbSession, most: int = BATCH) -> int:
    """Take up to `most` waiting entries into the chain (not committed). Returns how many. The head stays locked until
    the transaction ends: keep it short."""
    head = session.scalars(select(AuditChain).with_for_update().execution_options(populate_existing=True)).one()
    number, previous = head.number, head.hash or FIRST_PREVIOUS
    sealed = []
    for row in session.execute(_WAITING.limit(most)):
        number += 1
        previous = chain_hash(number, previous, row)
        sealed.append({"id": row.id, "number": number, "hash": previous})
    if sealed:
        session.execute(update(AuditEntry), sealed)
        head.number, head.hash = number, previous
        session.flush()
    return len(sealed)
