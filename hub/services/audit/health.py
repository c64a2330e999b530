"""How the chain is doing, for administrators."""

from datetime import timedelta

from sqlalchemy import func, select

from hub.core import clock
from hub.core.db import db
from hub.core.locale import gettext
from hub.core.probes import Health, ServiceState
from hub.services.audit.models import AuditChain, AuditEntry

LATE = timedelta(minutes=10)
STALE = timedelta(days=2)


def check_chain() -> Health:
    """Down when the last verification found it broken; weak when entries wait too long to be sealed, or when nobody has
    verified it for two days."""
    chain = db.session.scalars(select(AuditChain)).one()
    waiting, oldest = db.session.execute(
        select(func.count(), func.min(AuditEntry.created_at)).where(AuditEntry.number.is_(None))
    ).one()
    figures = {"sealed": chain.number, "waiting": waiting}
    now = clock.utcnow()
    if chain.broken_number:
        note = gettext(
            "The chain is broken at entry %(number)s: what was written was changed.", number=chain.broken_number
        )
        return Health(ServiceState.DOWN, note, figures)
    if oldest and now - oldest > LATE:
        return Health(ServiceState.WEAK, gettext("Entries wait to be sealed for more than ten minutes."), figures)
    if chain.checked_at and now - chain.checked_at > STALE:
        return Health(ServiceState.WEAK, gettext("Nobody has verified the chain for two days."), figures)
    return Health(ServiceState.OK, figures=figures)
