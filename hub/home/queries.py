"""What the home pages read of the network itself; the rest they ask the features for."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, or_, select

from hub.core import clock
from hub.core.access import Actor, Role
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.multilingual import MultilingualText
from hub.network.models import PILOT_CODES, Organisation, Person, Region, RoleGrant, active_people, grants_in_force

ROLE_ORDER = (Role.FOCAL_POINT, Role.ORGANISER, Role.CENTRAL, Role.MEMBER, Role.PARTNER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region in the list and on the map."""

    code: str
    name: MultilingualText
    capital: MultilingualText
    population: int

    @property
    def address(self) -> str:
        return f"/regions/{self.code}"

    @property
    def is_pilot(self) -> bool:
        """Named in the founding project; the others are invited."""
        return self.code in PILOT_CODES


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person of a region's team, as `ui.person` shows people."""

    person_id: int
    name: str
    job_title: str
    role: Role
    is_alternate: bool
    organisation_name: MultilingualText | None
    region_name: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    name: MultilingualText
    kind: str
    website: str


def regions(session: DbSession) -> list[RegionLine]:
    """The twelve, in the order of their codes."""
    rows = session.execute(select(Region.code, Region.name, Region.capital, Region.population).order_by(Region.code))
    return [RegionLine(*row) for row in rows]


def region(session: DbSession, code: str) -> Region:
    """Raises NotFound."""
    found = session.get(Region, code)
    if found is None:
        raise NotFound(code)
    return found


def team(session: DbSession, reader: Actor, code: str, limit: int = 30) -> Sequence[TeamMember]:
    """Who holds a role for the region today: to members only, and only focal points and who agreed to the directory."""
    if reader.is_visitor:
        return []
    order = case({role: position for position, role in enumerate(ROLE_ORDER)}, value=RoleGrant.role)
    rows = session.execute(
        select(
            Person.id,
            Person.name,
            Person.job_title,
            RoleGrant.role,
            RoleGrant.is_alternate,
            Organisation.name.label("organisation"),
        )
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .where(
            RoleGrant.region_code == code,
            grants_in_force(clock.today()),
            active_people(clock.utcnow()),
            or_(Person.in_directory, RoleGrant.role == Role.FOCAL_POINT),
        )
        .order_by(order, RoleGrant.is_alternate, Person.name_key)
        .limit(limit)
    )
    return [TeamMember(row.id, row.name, row.job_title, row.role, row.is_alternate, row.organisation) for row in rows]


def partners(session: DbSession, code: str, limit: int = 30) -> Sequence[Partner]:
    """Institutions of the region, the regional council first."""
    council_first = case((Organisation.kind == "regional_council", 0), else_=1)
    rows = session.execute(
        select(Organisation.name, Organisation.kind, Organisation.website)
        .where(Organisation.region_code == code)
        .order_by(council_first, Organisation.id)
        .limit(limit)
    )
    return [Partner(*row) for row in rows]
