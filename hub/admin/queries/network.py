"""Institutions, regions, themes, groups."""

from sqlalchemy import func, select
from sqlalchemy.engine import Row

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.network.models import Group, GroupMembership, Organisation, Person, Region, Theme


def organisations(session: DbSession, reader: Actor) -> list[Row[tuple[Organisation, int]]]:
    """Each with the number of its people, in the reader's alphabetical order."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    people = select(Person.organisation_id, func.count().label("people")).group_by(Person.organisation_id).subquery()
    statement = select(Organisation, func.coalesce(people.c.people, 0).label("people")).outerjoin(
        people, people.c.organisation_id == Organisation.id
    )
    return sorted(session.execute(statement), key=lambda row: str(row[0].name))


def organisation(session: DbSession, reader: Actor, organisation_id: int) -> Organisation:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NotFound
    return found


def regions(session: DbSession, reader: Actor) -> list[Region]:
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    return list(session.scalars(select(Region).order_by(Region.code)))


def region(session: DbSession, reader: Actor, code: str) -> Region:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    found = session.get(Region, code)
    if found is None:
        raise NotFound
    return found


def themes(session: DbSession, reader: Actor) -> list[Theme]:
    """All of them, also those no longer in use."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    return list(session.scalars(select(Theme).order_by(Theme.position)))


def theme(session: DbSession, reader: Actor, code: str) -> Theme:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    found = session.get(Theme, code)
    if found is None:
        raise NotFound
    return found


def groups(session: DbSession, reader: Actor) -> list[Row[tuple[Group, int]]]:
    """Each with the number of its members."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    sizes = select(GroupMembership.group_id, func.count().label("people")).group_by(GroupMembership.group_id).subquery()
    statement = (
        select(Group, func.coalesce(sizes.c.people, 0).label("people"))
        .outerjoin(sizes, sizes.c.group_id == Group.id)
        .order_by(Group.id)
    )
    return list(session.execute(statement))


def group(session: DbSession, reader: Actor, group_id: int) -> Group:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    found = session.get(Group, group_id)
    if found is None:
        raise NotFound
    return found


def members(session: DbSession, reader: Actor, group_id: int) -> list[Row[tuple[int, str, str, bool]]]:
    """(id, name, handle, facilitates) of a group's members, by name."""
    guard(reader, Permission.ADMIN_NETWORK_EDIT)
    statement = (
        select(Person.id, Person.name, Person.handle, GroupMembership.is_facilitator)
        .join(GroupMembership, GroupMembership.person_id == Person.id)
        .where(GroupMembership.group_id == group_id)
        .order_by(Person.name_key, Person.id)
    )
    return list(session.execute(statement))
