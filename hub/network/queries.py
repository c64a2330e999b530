"""What pages ask about the network."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from hub.core import clock
from hub.core.access import Role
from hub.core.db import DbSession
from hub.core.multilingual import MultilingualText
from hub.network.models import Group, Organisation, RoleGrant, grants_in_force


@dataclass(frozen=True, slots=True)
class Mandate:
    """A role as a page shows it."""

    role: Role
    region_code: str | None
    is_alternate: bool


def holders(session: DbSession, roles: Iterable[Role], regions: Iterable[str] | None = None) -> set[int]:
    """Ids of those who hold one of some roles today, alternates included; with `regions`, bound to one of these."""
    statement = select(RoleGrant.person_id).where(RoleGrant.role.in_(list(roles)), grants_in_force(clock.today()))
    if regions is not None:
        statement = statement.where(RoleGrant.region_code.in_(sorted(regions)))
    return set(session.scalars(statement))


def organisation_names(session: DbSession) -> dict[int, MultilingualText]:
    """Names of all organisations by id, in the reader's alphabetical order."""
    rows = [(row.id, row.name) for row in session.execute(select(Organisation.id, Organisation.name))]
    return dict(sorted(rows, key=lambda row: str(row[1])))


def group_names(session: DbSession, ids: Iterable[int] | None = None) -> dict[int, MultilingualText]:
    """Names of these working groups by id; of all when none are named."""
    statement = select(Group.id, Group.name).order_by(Group.id)
    if ids is not None:
        statement = statement.where(Group.id.in_(sorted(ids)))
    return {row.id: row.name for row in session.execute(statement)}


def mandates_of(session: DbSession, person_ids: Iterable[int]) -> dict[int, list[Mandate]]:
    """Roles in force today, by person."""
    found: dict[int, list[Mandate]] = {}
    statement = (
        select(RoleGrant.person_id, RoleGrant.role, RoleGrant.region_code, RoleGrant.is_alternate)
        .where(RoleGrant.person_id.in_(list(person_ids)), grants_in_force(clock.today()))
        .order_by(RoleGrant.id)
    )
    for person_id, role, region_code, is_alternate in session.execute(statement):
        found.setdefault(person_id, []).append(Mandate(role, region_code, is_alternate))
    return found
