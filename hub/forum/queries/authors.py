"""Who wrote: the line under a name."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, or_, select

from hub.core import clock
from hub.core.access import Role
from hub.core.db import DbSession
from hub.core.locale import current_language
from hub.core.multilingual import MultilingualText
from hub.network.models import Organisation, Person, Region, RoleGrant

_people = Person.__table__
_organisations = Organisation.__table__
_grants = RoleGrant.__table__
_regions = Region.__table__

SHOWN_ROLES = (Role.FOCAL_POINT, Role.CENTRAL, Role.ORGANISER, Role.ADMINISTRATOR, Role.PARTNER)
"""Roles that readers should know of, the most telling first; being a member says nothing."""


@dataclass(frozen=True, slots=True)
class Author:
    """`role`: the most telling one in force today, or None. Names of organisation and region in the reader's language."""

    id: int
    name: str
    handle: str
    organisation: str
    region: str
    role: Role | None

    @property
    def address(self) -> str:
        return f"/people/{self.handle}"


_IN_FORCE = and_(
    _grants.c.person_id == _people.c.id,
    _grants.c.starts_on <= bindparam("today"),
    or_(_grants.c.ends_on.is_(None), _grants.c.ends_on >= bindparam("today")),
)
_AUTHORS = (
    select(
        _people.c.id,
        _people.c.name,
        _people.c.handle,
        _organisations.c.name.label("organisation"),
        _regions.c.name.label("region"),
        _grants.c.role,
    )
    .select_from(_people)
    .outerjoin(_organisations, _organisations.c.id == _people.c.organisation_id)
    .outerjoin(_grants, _IN_FORCE)
    .outerjoin(_regions, _regions.c.code == _grants.c.region_code)
    .where(_people.c.id.in_(bindparam("ids", expanding=True)))
)


def authors(session: DbSession, ids: Iterable[int]) -> dict[int, Author]:
    """Authors by person id: one query."""
    language = current_language().code
    found: dict[int, Author] = {}
    for person_id, name, handle, organisation, region, role in session.execute(
        _AUTHORS, {"today": clock.today(), "ids": sorted(set(ids))}
    ):
        known = found.get(person_id)
        if known is None or _rank(role) < _rank(known.role):
            found[person_id] = Author(
                person_id, name, handle, _text(organisation, language), _text(region, language), role
            )
    return found


def _text(name: MultilingualText | None, language: str) -> str:
    return name.best(language).text if name else ""


def _rank(role: Role | None) -> int:
    return SHOWN_ROLES.index(role) if role in SHOWN_ROLES else len(SHOWN_ROLES)
