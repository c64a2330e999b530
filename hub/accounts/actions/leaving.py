"""Erasing one's account: contributions stay, the person's data goes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from hub.accounts.actions.changing_password import prove_password
from hub.accounts.actions.settings import own
from hub.accounts.models import AccountLink, Invitation
from hub.core import clock
from hub.core.access import Actor, Role
from hub.core.db import commit, db
from hub.core.errors import Conflict
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.network.administrators import is_last_administrator, lock_administrators
from hub.network.models import GroupMembership, Person, RoleGrant, SignInSession
from hub.services import audit
from hub.services.mail import Mail, bouncing, end_reply_addresses
from hub.services.notifications import PERSONAL_TABLES
from hub.services.tokens import ApiToken

NAME = "Ancien membre – عضو سابق"
"""In both official working languages: it is stored, so it cannot follow the reader's."""


def erase_account(actor: Actor, password: str, address: str) -> None:
    """Raises Invalid (current_password), TooManyAttempts, or Conflict for the last administrator."""
    prove_password(actor, password, address)
    lock_administrators(db.session)
    person = own(actor)
    if is_last_administrator(db.session, person.id):
        raise Conflict(gettext("The last administrator cannot leave: give the role to somebody else first."))
    _forget_traces(person)
    person.email = f"erased-{person.id}@hub.invalid"
    person.handle = f"erased-{person.id}"
    person.name = NAME
    person.job_title = person.presentation = person.password_hash = ""
    person.organisation_id = None
    person.in_directory = person.shows_email = False
    person.unread_notifications = 0
    person.erased_at = clock.utcnow()
    audit.record(db.session, Actor(person_id=person.id), "accounts.account.erased", Ref("person", person.id))
    commit()


def _forget_traces(person: Person) -> None:
    """Everything that tells who the person was or what only they saw. Past mandates stay: they explain decisions."""
    today = clock.today()
    personal: tuple[type[Any], ...] = (SignInSession, ApiToken, *PERSONAL_TABLES.values(), GroupMembership, AccountLink)
    for model in personal:
        db.session.execute(delete(model).where(model.person_id == person.id))
    db.session.execute(delete(Mail).where(Mail.to == person.email))
    bouncing.resume(db.session, person.email)
    end_reply_addresses(db.session, person.id)
    invitations = db.session.scalars(select(Invitation.id).where(Invitation.accepted_by_id == person.id)).all()
    audit.forget(
        db.session, Actor(person_id=person.id), person.id, also=[Ref("invitation", number) for number in invitations]
    )
    db.session.execute(
        update(Invitation).where(Invitation.accepted_by_id == person.id).values(email=f"erased-{person.id}", name="")
    )
    for grant in db.session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id)):
        if grant.starts_on >= today or grant.role is Role.ADMINISTRATOR:
            db.session.delete(grant)
        elif grant.is_in_force(today):
            grant.ends_on = today - timedelta(days=1)
