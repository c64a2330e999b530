"""People with an account."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.orm import joinedload

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.paging import Cursor, Page, paginate
from hub.network.finding_people import in_role, in_team_of, named
from hub.network.models import Organisation, Person, RoleGrant, SignInSession, active_people
from hub.network.queries import Mandate, mandates_of

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """`words`: parts of a name, or of an address. `status`: suspended, or empty for all."""

    words: str = ""
    role: str = ""
    region: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    email: str
    organisation: object
    is_suspended: bool
    mandates: list[Mandate]


def people(session: DbSession, reader: Actor, wanted: PeopleFilter, cursor: Cursor) -> Page[PersonRow]:
    """Everybody, by name."""
    guard(reader, Permission.ADMIN_PEOPLE_EDIT)
    is_active = active_people(clock.utcnow())
    statement = (
        select(Person.id, Person.name, Person.email, Organisation.name.label("organisation"), is_active.label("active"))
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.erased_at.is_(None))
    )
    if wanted.words:
        by_address = Person.email.contains(wanted.words.lower(), autoescape=True)
        statement = statement.where(or_(and_(*named(wanted.words)), by_address))
    statement = statement.where(*in_role(wanted.role))
    if wanted.region:
        statement = statement.where(in_team_of(wanted.region))
    if wanted.status == "suspended":
        statement = statement.where(not_(is_active))
    page = paginate(session, statement, [Person.name_key.asc(), Person.id.asc()], cursor, PAGE_SIZE)
    mandates = mandates_of(session, [row.id for row in page.items])
    rows = [
        PersonRow(row.id, row.name, row.email, row.organisation, not row.active, mandates.get(row.id, []))
        for row in page.items
    ]
    return Page(rows, page.next_cursor, page.previous_cursor)


@dataclass(frozen=True, slots=True)
class PersonFile:
    """`devices`: live sessions; `seen_at`: last use of any of them."""

    person: Person
    grants: list[RoleGrant]
    devices: int
    seen_at: datetime | None


def person_file(session: DbSession, reader: Actor, person_id: int) -> PersonFile:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_PEOPLE_EDIT)
    person = session.scalar(
        select(Person)
        .where(Person.id == person_id, Person.erased_at.is_(None))
        .options(joinedload(Person.organisation))
    )
    if person is None:
        raise NotFound
    grants = session.scalars(
        select(RoleGrant).where(RoleGrant.person_id == person_id).order_by(RoleGrant.starts_on.desc(), RoleGrant.id)
    ).all()
    devices, seen_at = session.execute(
        select(func.count(), func.max(SignInSession.seen_at)).where(
            SignInSession.person_id == person_id,
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > clock.utcnow(),
        )
    ).one()
    return PersonFile(person, list(grants), devices, seen_at)
