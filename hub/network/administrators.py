"""The hub never loses its last administrator."""

from sqlalchemy import select

from hub.core import clock
from hub.core.access import Role
from hub.core.db import DbSession
from hub.network.models import Person, RoleGrant, active_people, grants_in_force


def administrator_ids(session: DbSession) -> set[int]:
    """People who administer the hub today and may sign in."""
    statement = (
        select(RoleGrant.person_id)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.role == Role.ADMINISTRATOR, grants_in_force(clock.today()), active_people(clock.utcnow()))
    )
    return set(session.scalars(statement))


def is_last_administrator(session: DbSession, person_id: int) -> bool:
    return administrator_ids(session) == {person_id}
