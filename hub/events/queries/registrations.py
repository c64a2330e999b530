"""Who comes, for the organiser."""

from typing import Any

from sqlalchemy import func, select

from hub.core.db import AnySelect, DbSession
from hub.core.paging import Cursor, Page, paginate
from hub.events.models import Registration, RegistrationStatus
from hub.events.queries.rows import RegistrationRow
from hub.network.models import Organisation, Person

PAGE_SIZE = 50
EXPORT_LIMIT = 20_000


def numbers_by_status(session: DbSession, event_id: int) -> dict[str, int]:
    """How many stand where; statuses of nobody are left out."""
    statement = (
        select(Registration.status, func.count().label("number"))
        .where(Registration.event_id == event_id)
        .group_by(Registration.status)
    )
    return {row.status: row.number for row in session.execute(statement)}


def registration_page(session: DbSession, event_id: int, status: str, cursor: Cursor) -> Page[RegistrationRow]:
    """One status of an event's registrations, in the order of asking."""
    statement = _registrations().where(Registration.event_id == event_id, Registration.status == status)
    page = paginate(session, statement, [Registration.asked_at.asc(), Registration.id.asc()], cursor, PAGE_SIZE)
    rows = [_row(row, 0) for row in page.items]
    return Page(rows, page.next_cursor, page.previous_cursor)


def all_registrations(session: DbSession, event_id: int) -> list[RegistrationRow]:
    """Registered and waiting people, the waiting ones with their rank: for the printed list and the export."""
    statement = _registrations().where(
        Registration.event_id == event_id,
        Registration.status.in_([RegistrationStatus.REGISTERED.value, RegistrationStatus.WAITING.value]),
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
    """Who did not answer and is not in the directory was invited with a group, and is not named."""
    is_named = row.in_directory or bool(row.answered_by)
    return RegistrationRow(
        person_id=row.person_id,
        name=row.name if is_named else "",
        organisation=row.organisation if is_named else None,
        status=row.status,
        asked_at=row.asked_at,
        rank=rank,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        is_tentative=row.is_tentative,
    )


def _registrations() -> AnySelect:
    return (
        select(
            Registration.person_id,
            Person.name,
            Person.in_directory,
            Organisation.name.label("organisation"),
            Registration.status,
            Registration.asked_at,
            Registration.answered_by,
            Registration.answered_at,
            Registration.is_tentative,
        )
        .join(Person, Person.id == Registration.person_id)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
    )
