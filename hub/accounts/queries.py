"""What the accounts' pages read."""

from sqlalchemy import select

from hub.core import clock
from hub.core.db import DbSession
from hub.network.models import Person, active_people


def active_person_by_email(session: DbSession, email: str) -> Person | None:
    """Who may sign in with an address."""
    found: Person | None = session.scalar(
        select(Person).where(Person.email == email.strip().lower(), active_people(clock.utcnow()))
    )
    return found
