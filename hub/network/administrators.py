"""The hub never loses its last administrator."""

from sqlalchemy import ColumnElement, select

from hub.core import clock
from hub.core.access import Role
from hub.core.db import DbSession
from hub.network.models import Person, RoleGrant, active_people, grants_in_force


def administrator_ids(session: DbSession, *conditions: ColumnElement[bool]) -> set[int]:
    """People who administer the hub today and may sign in."""
    statement = (
        select(RoleGrant.person_id)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.role == Role.ADMINISTRATOR,
            grants_in_force(clock.today()),
            active_people(clock.utcnow()),
            *conditions,
        )
    )
    return set(session.scalars(statement))


def lock_administrators(session: DbSession) -> None:
    """Called before an act that may take the role from somebody: two administrators who remove each other at the same
    moment take turns, and the second sees what the first did."""
    statement = select(RoleGrant.id).where(RoleGrant.role == Role.ADMINISTRATOR).order_by(RoleGrant.id)
    session.execute(statement.with_for_update())


def lasting_administrator_ids(session: DbSession) -> set[int]:
    """Those among them whose role has no end: somebody must remain also when every dated mandate is over."""
    return administrator_ids(session, RoleGrant.ends_on.is_(None))


def is_last_administrator(session: DbSession, person_id: int) -> bool:
    """Nobody else administers the hub without an end date."""
    return person_id in administrator_ids(session) and not lasting_administrator_ids(session) - {person_id}
