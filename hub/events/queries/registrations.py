"""Who comes, for the organiser."""

from typing import Any

from sqlalchemy import select

from hub.core.db import AnySelect, DbSession
from hub.core.paging import Cursor, Page, paginate
from hub.events.models import Registration, RegistrationStatus
from hub.events.queries.rows import RegistrationRow
from hub.network.models import Organisation, Person

PAGE_SIZE = 50
EXPORT_LIMIT = 20_000


def registration_page(session: DbSession, event_id: int, status: str, cursor: Cursor) -> Page[RegistrationRow]:
    """One status of an event's registrations, in the order of asking."""
    statement = _registrations().where(Registration.event_id == event_id, Registration.status == status)
    page = paginate(session, statement, [Registration.asked_at.asc(), Registration.id.asc()], cursor, PAGE_SIZE)
    rows = [_row(row, 0) for row in page.items]
    return Page(rows, page.next_cursor, page.previous_cursor)


def all_registrations(session: DbSession, event_id: int) -> list[RegistrationRow]:
    """Registered and waiting people, the waiting ones with their rank: for the printed list and the export."""
    statement = _registrations().where(
        Registration.event_id == event_id, Registration.status != RegistrationStatus.CANCELLED.value
    )
    rows = []
    waiting = 0
    for row in session.execute(
        statement.order_by(Registration.status, Registration.asked_at, Registration.id).limit(EXPORT_LIMIT)
    ):
        waiting += int(row.status == RegistrationStatus.WAITING)
        rows.append(_row(row, waiting if row.status == RegistrationStatus.WAITING else 0))
    return rows


def registered_people(session: DbSession, event_id: int, limit: int = 300) -> list[tuple[int, str]]:
    """Ids and names of those who have a seat, by name: owners to choose from."""
    statement = (
        select(Person.id, Person.name)
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.event_id == event_id, Registration.status == RegistrationStatus.REGISTERED.value)
        .order_by(Person.name, Person.id)
        .limit(limit)
    )
    return [(row.id, row.name) for row in session.execute(statement)]


def _row(row: Any, rank: int) -> RegistrationRow:
    return RegistrationRow(row.person_id, row.name, row.organisation, row.status, row.asked_at, rank)


def _registrations() -> AnySelect:
    return (
        select(
            Registration.person_id,
            Person.name,
            Organisation.name.label("organisation"),
            Registration.status,
            Registration.asked_at,
        )
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
    )
