"""What an administrator corrects in somebody's account: a new address after a change of post, the institution."""

from sqlalchemy import select

from hub.accounts.actions.sessions import end_sessions
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.network.addresses import clean_email
from hub.network.models import Organisation, Person
from hub.services import audit


def change_account(actor: Actor, person_id: int, email: str, organisation_id: int | None) -> None:
    """Another address signs the person out everywhere: whoever read the old mailbox must not stay in.
    Raises NotFound, Invalid (email, organisation)."""
    guard(actor, Permission.ADMIN_PEOPLE_EDIT)
    person = db.session.get(Person, person_id)
    if person is None or person.erased_at is not None:
        raise NotFound
    address = clean_email(email)
    _check(person, address, organisation_id)
    if address != person.email:
        end_sessions(person.id)
    audit.record(
        db.session, actor, "admin.person.changed", Ref("person", person.id), name=person.name, before=person.email
    )
    person.email, person.organisation_id = address, organisation_id
    commit()


def _check(person: Person, address: str, organisation_id: int | None) -> None:
    messages = {}
    if db.session.scalar(select(Person.id).where(Person.email == address, Person.id != person.id)):
        messages["email"] = gettext("This address has an account already.")
    if organisation_id and db.session.get(Organisation, organisation_id) is None:
        messages["organisation"] = gettext("Choose an organisation of the list.")
    if messages:
        raise Invalid(messages)
