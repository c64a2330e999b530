"""The same request again: `Idempotency-Key` on POST (draft-ietf-httpapi-idempotency-key-header).

The answer is kept in the transaction of the act: they exist together or not at all. A refused request leaves nothing, so
its key may be used again. On PostgreSQL a lock that lasts as long as the transaction tells of one that is still running; on
SQLite the second writer waits for the first by itself.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select

from hub.api.models import KeptAnswer
from hub.core import clock
from hub.core.db import DbSession, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.services.jobs import JobKind, Schedule
from hub.web.api import Refused

HEADER = "Idempotency-Key"
LONGEST_KEY = 200
LIFETIME = timedelta(hours=24)


def key_from(header: str | None) -> str:
    """Empty when there is none. Raises Refused when it is no key."""
    if header is None:
        return ""
    key = header.strip().strip('"')
    if not key or len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        told = gettext("Idempotency-Key holds 1 to %(count)s printable ASCII characters.", count=LONGEST_KEY)
        raise Refused(400, told)
    return key


def asked_hash(method: str, path: str, body: bytes) -> str:
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).hexdigest()


def hold(session: DbSession, token_id: int, key: str) -> None:
    """Keep others from doing the same until the transaction ends. Raises Refused (409) when somebody is at it."""
    if db.engine.dialect.name != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(f"{token_id}:{key}".encode()).digest()[:8], "big", signed=True)
    if not session.scalar(select(func.pg_try_advisory_xact_lock(number))):
        raise Refused(409, gettext("The same request is being answered at this moment."), {"Retry-After": "1"})


def kept_answer(session: DbSession, token_id: int, key: str, asked: str) -> KeptAnswer | None:
    """What was answered to the same request. Raises Invalid when the key was used for another."""
    mine = (KeptAnswer.token_id == token_id, KeptAnswer.key == key)
    session.execute(delete(KeptAnswer).where(*mine, KeptAnswer.created_at < clock.utcnow() - LIFETIME))
    found = session.scalar(select(KeptAnswer).where(*mine))
    if found is not None and found.asked_hash != asked:
        raise Invalid({HEADER: gettext("This key was used for another request.")})
    return found


def forget_old_answers(session: DbSession, _payload: Mapping[str, Any]) -> None:
    session.execute(delete(KeptAnswer).where(KeptAnswer.created_at < clock.utcnow() - LIFETIME))


TIDY = JobKind(name="api.tidy", run=forget_old_answers)
TIDY_HOURLY = Schedule(name=TIDY.name, job=TIDY.name, every=timedelta(hours=1), offset=timedelta(minutes=17))
