"""Digests: every hour those that are due are found and written in batches, each a job of its own, so that no transaction is
long. A batch that is killed, or asked for twice, writes each digest once: the row of (person, slot) decides."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from hub.core import clock
from hub.core.db import DbSession
from hub.core.locale import speaking
from hub.network.identity import actors_of
from hub.services.jobs import enqueue
from hub.services.mail import write_mail
from hub.services.notifications import digest_content, digest_selection
from hub.services.notifications.models import Digest

BATCH = 100
"""People of one job: well under a second of writing."""

KEPT_DAYS = 60
PLAN, WRITE = "notifications.digests", "notifications.digest_batch"
UNSUBSCRIBE = "digest"
TEMPLATE = "notifications/digest.txt"


def plan(session: DbSession, _payload: Mapping[str, Any]) -> None:
    """Ask for the digests that are due now."""
    now = clock.utcnow()
    for due in digest_selection.due(session, now, BATCH):
        payload = {
            "day": due.slot.day.isoformat(),
            "until": due.slot.moment.isoformat(),
            "people": list(due.person_ids),
        }
        enqueue(session, WRITE, payload)
    session.execute(delete(Digest).where(Digest.slot < now.date() - timedelta(days=KEPT_DAYS)))


def write(session: DbSession, payload: Mapping[str, Any]) -> None:
    """Write the digests of some people for one slot. Who had theirs already, switched digests off or may not sign in any
    more gets none; who may see nothing of what waits gets no mail."""
    day, until = date.fromisoformat(payload["day"]), datetime.fromisoformat(payload["until"])
    people = digest_selection.claim(session, payload["people"], day)
    ids = [person.id for person in people]
    waiting = digest_selection.waiting(session, ids, until)
    cards = digest_content.cards_of(session, waiting, actors_of(session, waiting))
    told: dict[int, int] = {}
    for person in people:
        if person.id not in waiting:
            continue
        with speaking(person.language):
            digest = digest_content.content(waiting[person.id], cards[person.id])
        if digest.subjects:
            told[person.id] = digest.told
            write_mail(
                session,
                "notifications.digest",
                person.email,
                person.language,
                TEMPLATE,
                person_id=person.id,
                unsubscribe=f"{UNSUBSCRIBE}:",
                digest=digest,
            )
    digest_selection.close(session, told, ids, day, until)
