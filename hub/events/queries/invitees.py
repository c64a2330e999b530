"""Whom an event's organiser may invite: people of the network who may see it and have not been asked yet."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, false, func, or_, select, true

from hub.core import clock
from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE, Role
from hub.core.db import AnySelect, DbSession
from hub.core.multilingual import MultilingualText
from hub.core.paging import Cursor, Page, paginate
from hub.events.models import Registration
from hub.network.finding_people import in_role, in_team_of, named
from hub.network.models import GroupMembership, Organisation, Person, active_people

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty values filter nothing. `words`: every word is in the name."""

    words: str = ""
    region: str = ""
    role: str = ""
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Invitee:
    id: int
    name: str
    job_title: str
    organisation: MultilingualText | None


def invitees(session: DbSession, event_id: int, audience: str, wanted: Wanted, cursor: Cursor) -> Page[Invitee]:
    """By name, those alone who consented to be found in the directory."""
    statement = (
        select(Person.id, Person.name, Person.job_title, Organisation.name.label("organisation"))
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .where(invitable(event_id, audience), wanted_people(wanted), Person.in_directory)
    )
    page = paginate(session, statement, [Person.name_key.asc(), Person.id.asc()], cursor, PAGE_SIZE)
    rows = [Invitee(row.id, row.name, row.job_title, row.organisation) for row in page.items]
    return Page(rows, page.next_cursor, page.previous_cursor)


def number_of_invitees(session: DbSession, event_id: int, audience: str, wanted: Wanted) -> int:
    """All of them, in the directory or not: a mandate or a group can be invited whole."""
    return session.scalar(_ids(event_id, audience, wanted).with_only_columns(func.count())) or 0


def ids_of_wanted(session: DbSession, event_id: int, audience: str, wanted: Wanted, limit: int) -> list[int]:
    return list(session.scalars(_ids(event_id, audience, wanted).order_by(Person.id).limit(limit)))


def ids_of_chosen(session: DbSession, event_id: int, audience: str, chosen: frozenset[int]) -> list[int]:
    """Those of some people who can be found by name and may be invited."""
    statement = select(Person.id).where(
        invitable(event_id, audience), Person.in_directory, Person.id.in_(sorted(chosen))
    )
    return list(session.scalars(statement.order_by(Person.id)))


def _ids(event_id: int, audience: str, wanted: Wanted) -> AnySelect:
    # Those out of the directory are not found by their names: a count of one would give them away.
    listed = true() if not wanted.words else Person.in_directory
    return select(Person.id).where(invitable(event_id, audience), wanted_people(wanted), listed)


def invitable(event_id: int, audience: str) -> ColumnElement[bool]:
    asked = exists().where(Registration.event_id == event_id, Registration.person_id == Person.id)
    return active_people(clock.utcnow()) & of_audience(audience) & ~asked.correlate(Person)


def of_audience(audience: str) -> ColumnElement[bool]:
    """SQL over Person of `audience_visible`: who sees what is for an audience."""
    if audience in {PUBLIC_AUDIENCE, MEMBERS_AUDIENCE}:
        return true()
    kind, _, value = audience.partition(":")
    administers = or_(*in_role(Role.ADMINISTRATOR))
    if kind == "region":
        return or_(administers, in_team_of(value))
    if kind == "group" and value.isdecimal():
        return or_(administers, _in_group(int(value)))
    return false()


def wanted_people(wanted: Wanted) -> ColumnElement[bool]:
    conditions = [*named(wanted.words), *in_role(wanted.role)]
    if wanted.region:
        at_home = Person.organisation_id.in_(select(Organisation.id).where(Organisation.region_code == wanted.region))
        conditions.append(or_(at_home, in_team_of(wanted.region)))
    if wanted.group_id is not None:
        conditions.append(_in_group(wanted.group_id))
    found: ColumnElement[bool] = true()
    for condition in conditions:
        found = found & condition
    return found


def _in_group(group_id: int) -> ColumnElement[bool]:
    return Person.id.in_(select(GroupMembership.person_id).where(GroupMembership.group_id == group_id))
