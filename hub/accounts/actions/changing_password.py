"""Changing one's own password: the other devices are signed out."""

from hub.accounts import throttle
from hub.accounts.actions.sessions import end_sessions
from hub.accounts.actions.settings import own
from hub.accounts.actions.signing_in import TooManyAttempts
from hub.accounts.password_rules import check_new_password
from hub.core.access import Actor
from hub.core.db import commit, db
from hub.core.errors import Invalid
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.network.models import Person
from hub.network.passwords import Verdict, check_password, hash_password
from hub.services import audit


def change_password(actor: Actor, current: str, new: str, *, session_id: int, address: str) -> None:
    """Raises Invalid (current_password, new_password) or TooManyAttempts."""
    prove_password(actor, current, address)
    person = own(actor)
    check_new_password(new, email=person.email, name=person.name)
    db.session.rollback()
    password_hash = hash_password(new)
    db.session.get_one(Person, actor.person_id).password_hash = password_hash
    end_sessions(actor.person_id or 0, keep=session_id)
    audit.record(db.session, actor, "accounts.password.changed", Ref("person", actor.person_id or 0))
    commit()


def prove_password(actor: Actor, password: str, address: str) -> None:
    """Somebody at an open screen is not enough: the person's password again. Guessing is slowed as at sign-in.
    Raises Invalid (current_password) or TooManyAttempts."""
    person = own(actor)
    email, password_hash = person.email, person.password_hash
    wait = throttle.wait_for(db.session, email, address)
    db.session.rollback()
    if wait:
        raise TooManyAttempts(wait)
    if check_password(password_hash, password) is Verdict.WRONG:
        throttle.note_failure(db.session, email, address)
        commit()
        raise Invalid({"current_password": gettext("This is not your present password.")})
