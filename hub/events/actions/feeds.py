"""Opening and revoking a personal calendar address."""

from sqlalchemy import select

from hub.core.access import Actor, Permission, guard
from hub.core.clock import utcnow
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.ids import new_token, token_hash
from hub.core.locale import gettext
from hub.events.models import CalendarFeed

MOST = 10


def open_feed(actor: Actor, label: str) -> str:
    """The token of a new address: shown once, only its hash is kept. Raises Invalid beyond MOST live addresses."""
    guard(actor, Permission.EVENTS_FEED_OWN)
    live = select(CalendarFeed.id).where(CalendarFeed.person_id == actor.person_id, CalendarFeed.revoked_at.is_(None))
    if len(db.session.scalars(live).all()) >= MOST:
        raise Invalid({"label": gettext("You have %(count)s addresses already: revoke one first.", count=MOST)})
    token = new_token()
    db.session.add(
        CalendarFeed(
            person_id=actor.person_id, token_hash=token_hash(token), label=label.strip()[:80], created_at=utcnow()
        )
    )
    commit()
    return token


def revoke_feed(actor: Actor, feed_id: int) -> None:
    """The address answers 404 from now on. Raises NotFound for somebody else's."""
    feed = db.session.scalar(
        select(CalendarFeed).where(CalendarFeed.id == feed_id, CalendarFeed.person_id == actor.person_id)
    )
    if feed is None:
        raise NotFound(feed_id)
    feed.revoked_at = feed.revoked_at or utcnow()
    commit()
