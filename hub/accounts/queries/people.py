"""The directory, profiles, and who signs in."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import AnySelect, DbSession
from hub.core.errors import NotFound
from hub.core.multilingual import MultilingualText
from hub.core.paging import Cursor, Page, paginate
from hub.network.finding_people import in_role, in_team_of, named
from hub.network.models import Organisation, Person, RoleGrant, active_people
from hub.network.queries import Mandate, mandates_of

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """Empty values filter nothing. `words`: every word must be in the name."""

    words: str = ""
    region: str = ""
    organisation_kind: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    handle: str
    name: str
    job_title: str
    organisation: MultilingualText | None
    mandates: list[Mandate]


@dataclass(frozen=True, slots=True)
class Profile:
    """`email`: None unless the person shows it (or the reader administers the hub)."""

    person: Person
    email: str | None
    grants: list[RoleGrant]


def person_by_email(session: DbSession, email: str) -> Person | None:
    """Who has an address, suspended or not."""
    found: Person | None = session.scalar(
        select(Person).where(Person.email == email.strip().lower(), Person.erased_at.is_(None))
    )
    return found


def active_person_by_email(session: DbSession, email: str) -> Person | None:
    """Who may sign in with an address."""
    found: Person | None = session.scalar(
        select(Person).where(Person.email == email.strip().lower(), active_people(clock.utcnow()))
    )
    return found


def visible_to(reader: Actor) -> ColumnElement[bool]:
    """Members see who consented to be in the directory, and themselves."""
    if reader.is_visitor:
        return false()
    listed = and_(Person.in_directory, active_people(clock.utcnow()))
    if reader.is_administrator:
        return Person.erased_at.is_(None)
    return or_(listed, Person.id == reader.person_id)


def directory(session: DbSession, reader: Actor, wanted: DirectoryFilter, cursor: Cursor) -> Page[DirectoryRow]:
    """People who consented, by name; two queries whatever the size."""
    statement = (
        select(Person.id, Person.handle, Person.name, Person.job_title, Organisation.name.label("organisation"))
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .where(visible_to(reader), Person.in_directory, active_people(clock.utcnow()))
    )
    page = paginate(session, _filtered(statement, wanted), [Person.name_key.asc(), Person.id.asc()], cursor, PAGE_SIZE)
    mandates = mandates_of(session, [row.id for row in page.items])
    rows = [
        DirectoryRow(row.handle, row.name, row.job_title, row.organisation, mandates.get(row.id, []))
        for row in page.items
    ]
    return Page(rows, page.next_cursor, page.previous_cursor)


def profile(session: DbSession, reader: Actor, handle: str) -> Profile:
    """Raises NotFound, also for who did not consent."""
    person = session.scalar(
        select(Person).where(Person.handle == handle.lower(), Person.erased_at.is_(None), visible_to(reader))
    )
    if person is None:
        raise NotFound
    grants = session.scalars(
        select(RoleGrant).where(RoleGrant.person_id == person.id).order_by(RoleGrant.starts_on.desc(), RoleGrant.id)
    ).all()
    shows = person.shows_email or reader.is_administrator or reader.person_id == person.id
    return Profile(person, person.email if shows else None, list(grants))


def visible_handle(session: DbSession, reader: Actor, person_id: int) -> str:
    """Raises NotFound."""
    handle = session.scalar(select(Person.handle).where(Person.id == person_id, visible_to(reader)))
    if handle is None:
        raise NotFound
    return handle


def _filtered(statement: AnySelect, wanted: DirectoryFilter) -> AnySelect:
    statement = statement.where(*named(wanted.words), *in_role(wanted.role))
    if wanted.region:
        at_home = Organisation.region_code == wanted.region
        statement = statement.where(or_(at_home, in_team_of(wanted.region)))
    if wanted.organisation_kind:
        statement = statement.where(Organisation.kind == wanted.organisation_kind)
    return statement
