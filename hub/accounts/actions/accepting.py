"""Accepting an invitation: the account is made, and its owner is signed in."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from hub.accounts.actions.signing_in import Device, begin_session
from hub.accounts.models import Invitation, InvitationStatus
from hub.accounts.password_rules import check_new_password
from hub.accounts.queries.invitations import invitation_by_token
from hub.core import clock
from hub.core.access import Actor
from hub.core.db import db, one_transaction
from hub.core.errors import Conflict, Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.network.addresses import clean_email, free_handle
from hub.network.models import Person, RoleGrant
from hub.network.passwords import hash_password
from hub.services import audit


@dataclass(frozen=True, slots=True)
class NewAccount:
    """`email`: used only when the invitation names none."""

    name: str
    email: str
    password: str


def accept(token: str, new: NewAccount, device: Device) -> str:
    """Return the token of the opened session. Raises NotFound, Conflict (used, expired, taken back) or Invalid."""
    asked = invitation_by_token(db.session, token)
    if asked.status is not InvitationStatus.WAITING:
        raise Conflict(gettext("This invitation is no longer open."))
    invitation_id, email = asked.id, asked.email or clean_email(new.email)
    name = new.name.strip()
    if not name:
        raise Invalid({"name": gettext("Enter your name.")})
    check_new_password(new.password, email=email, name=name)
    _refuse_known_address(email)
    db.session.rollback()
    password_hash = hash_password(new.password)
    try:
        with one_transaction():
            person = _make_account(invitation_id, name, email, password_hash)
            return begin_session(person.id, device)
    except IntegrityError as error:
        raise Invalid({"email": gettext("This address has an account already.")}) from error


def _make_account(invitation_id: int, name: str, email: str, password_hash: str) -> Person:
    asked = db.session.get_one(Invitation, invitation_id)
    person = Person(
        email=email,
        handle=free_handle(db.session, name, email),
        name=name,
        password_hash=password_hash,
        language=asked.language,
        organisation_id=asked.organisation_id,
        grants=[RoleGrant(role=asked.role, region_code=asked.region_code, starts_on=clock.today())],
    )
    db.session.add(person)
    db.session.flush()
    _claim(invitation_id, person.id)
    audit.record(db.session, Actor(person_id=person.id), "accounts.invitation.accepted", Ref("person", person.id))
    return person


def _claim(invitation_id: int, person_id: int) -> None:
    """One of two simultaneous acceptances wins."""
    claimed = db.session.execute(
        update(Invitation)
        .where(Invitation.id == invitation_id, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
        .values(accepted_at=clock.utcnow(), accepted_by_id=person_id)
    )
    if not claimed.rowcount:  # type: ignore[attr-defined]
        raise Conflict(gettext("This invitation is no longer open."))


def _refuse_known_address(email: str) -> None:
    if db.session.scalar(select(Person.id).where(Person.email == email)):
        raise Invalid({"email": gettext("This address has an account already.")})
