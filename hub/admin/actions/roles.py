"""Roles: given, dated, removed. People change post; the history of their mandates stays unless it was a mistake."""

from dataclasses import dataclass
from datetime import date

from hub.core.access import Actor, Permission, Role, guard
from hub.core.db import commit, db
from hub.core.errors import Conflict, Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.network.administrators import lasting_administrator_ids, lock_administrators
from hub.network.mandates import check_mandate
from hub.network.models import Person, Region, RoleGrant
from hub.services import audit, live


@dataclass(frozen=True, slots=True)
class Mandate:
    role: Role
    region_code: str | None
    starts_on: date
    ends_on: date | None
    is_alternate: bool


def give_role(actor: Actor, person_id: int, mandate: Mandate) -> None:
    """Raises NotFound, Invalid (role, region, starts_on, ends_on)."""
    guard(actor, Permission.ADMIN_PEOPLE_EDIT)
    person = _person(person_id)
    check_mandate(mandate.role, mandate.region_code, mandate.starts_on, mandate.ends_on)
    if mandate.region_code and db.session.get(Region, mandate.region_code) is None:
        raise Invalid({"region": gettext("Choose a region of the list.")})
    person.grants.append(
        RoleGrant(
            role=mandate.role,
            region_code=mandate.region_code,
            starts_on=mandate.starts_on,
            ends_on=mandate.ends_on,
            is_alternate=mandate.is_alternate,
        )
    )
    _record(actor, "admin.role.given", person, mandate.role, mandate.region_code)
    commit()


def change_dates(
    actor: Actor, person_id: int, grant_id: int, starts_on: date, ends_on: date | None, *, is_alternate: bool
) -> None:
    """Raises NotFound, Invalid (ends_on), Conflict when nobody would be left to administer the hub."""
    guard(actor, Permission.ADMIN_PEOPLE_EDIT)
    lock_administrators(db.session)
    person, grant = _person(person_id), _grant(person_id, grant_id)
    check_mandate(grant.role, grant.region_code, starts_on, ends_on)
    grant.starts_on, grant.ends_on, grant.is_alternate = starts_on, ends_on, is_alternate
    _record(actor, "admin.role.changed", person, grant.role, grant.region_code)
    keep_an_administrator()
    commit()


def remove_role(actor: Actor, person_id: int, grant_id: int) -> None:
    """For a role given by mistake. Raises NotFound, Conflict when nobody would be left to administer the hub."""
    guard(actor, Permission.ADMIN_PEOPLE_EDIT)
    lock_administrators(db.session)
    person, grant = _person(person_id), _grant(person_id, grant_id)
    _record(actor, "admin.role.removed", person, grant.role, grant.region_code)
    person.grants.remove(grant)
    keep_an_administrator()
    commit()


def keep_an_administrator() -> None:
    """Called with the change flushed but not committed."""
    db.session.flush()
    if not lasting_administrator_ids(db.session):
        db.session.rollback()
        raise Conflict(
            gettext("The hub needs an administrator without an end date: give the role to somebody else first.")
        )


def _person(person_id: int) -> Person:
    person = db.session.get(Person, person_id)
    if person is None or person.erased_at is not None:
        raise NotFound
    return person


def _grant(person_id: int, grant_id: int) -> RoleGrant:
    grant = db.session.get(RoleGrant, grant_id)
    if grant is None or grant.person_id != person_id:
        raise NotFound
    return grant


def _record(actor: Actor, action: str, person: Person, role: Role, region_code: str | None) -> None:
    """Besides, the person's open pages connect again: what they may hear of has changed."""
    live.close_people(db.session, [person.id])
    audit.record(
        db.session, actor, action, Ref("person", person.id), name=person.name, role=role.value, region=region_code
    )
