"""People as content: found by search, named in the audit, in notifications and on pages that draw from all features."""

from collections.abc import Iterable

from sqlalchemy import select

from hub.accounts.queries.people import visible_to
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.locale import lazy_gettext
from hub.core.registry import Card, ContentKind, Ref, SearchEntry, SearchPart
from hub.network.models import Person, RoleGrant


def address(person_id: int | str) -> str:
    """Leads on to the profile, whose own address carries the handle."""
    return f"/people/id/{person_id}"


def cards(session: DbSession, ids: Iterable[int], reader: Actor) -> dict[int, Card]:
    statement = select(Person.id, Person.handle, Person.name, Person.job_title).where(
        Person.id.in_(list(ids)), visible_to(reader)
    )
    return {
        row.id: Card(Ref("person", row.id), row.name, f"/people/{row.handle}", note=row.job_title)
        for row in session.execute(statement)
    }


def search_entry(person: Person) -> SearchEntry | None:
    """None for who did not consent to be found."""
    if not person.in_directory or person.erased_at is not None:
        return None
    return SearchEntry(
        parts=(SearchPart(person.language, person.name, f"{person.job_title}\n{person.presentation}"),),
        regions=tuple(sorted({grant.region_code for grant in person.grants if grant.region_code})),
        moment=person.created_at,
        address=f"/people/{person.handle}",
    )


PERSON = ContentKind(
    name="person",
    label=lazy_gettext("Person"),
    plural=lazy_gettext("People"),
    model=Person,
    address=address,
    visible_to=visible_to,
    cards=cards,
    is_linkable=False,
    search_entry=search_entry,
    search_owners={RoleGrant: lambda grant: grant.person},
)
