"""Addresses from which mail comes back: counted, and left alone after three mails."""

from sqlalchemy import select

from hub.core import clock
from hub.core.db import DbSession, add_unless_there
from hub.services.mail.models import REASON_LIMIT, MailAddress

MOST_BOUNCES = 3


def note_hard_bounce(session: DbSession, address: str, reason: str) -> None:
    """One more mail to the address was refused for good (not committed)."""
    known = session.get(MailAddress, address.lower(), with_for_update=True)
    if known is None:
        add_unless_there(session, MailAddress(address=address.lower(), hard_bounces=0))
        known = session.get_one(MailAddress, address.lower(), with_for_update=True)
    known.hard_bounces += 1
    known.reason, known.bounced_at = reason[:REASON_LIMIT], clock.utcnow()
    if known.hard_bounces >= MOST_BOUNCES and known.suspended_at is None:
        known.suspended_at = known.bounced_at


def trouble_with(session: DbSession, address: str) -> MailAddress | None:
    """What is known of an address from which mail came back; None: nothing."""
    return session.get(MailAddress, address.lower())


def is_suspended(session: DbSession, address: str) -> bool:
    known = trouble_with(session, address)
    return known is not None and known.suspended_at is not None


def suspended_addresses(session: DbSession, limit: int) -> list[MailAddress]:
    """The latest first."""
    statement = select(MailAddress).where(MailAddress.suspended_at.is_not(None))
    return list(session.scalars(statement.order_by(MailAddress.suspended_at.desc()).limit(limit)))


def resume(session: DbSession, address: str) -> bool:
    """Write to the address again, counting from nought (not committed). False when nothing was held back."""
    known = trouble_with(session, address)
    if known is None:
        return False
    session.delete(known)
    return True
