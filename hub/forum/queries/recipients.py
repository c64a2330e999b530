"""Whom a post may call: only people who may read it."""

from collections.abc import Iterable

from sqlalchemy import select

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.network.identity import actor_of
from hub.network.models import Person, active_people


def people_by_handle(session: DbSession, handles: Iterable[str]) -> dict[str, Person]:
    """Active people by handle."""
    wanted = sorted(set(handles))
    if not wanted:
        return {}
    found = session.scalars(select(Person).where(Person.handle.in_(wanted), active_people(clock.utcnow())))
    return {person.handle: person for person in found}


def may_read(session: DbSession, person: Person, audience: str) -> bool:
    """Whether the person is part of an audience: one query."""
    reader: Actor = actor_of(session, person)
    return reader.is_administrator or audience in reader.audiences
