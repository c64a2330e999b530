"""Signing in by password, and out."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update

from hub.accounts import throttle
from hub.accounts.queries.people import person_by_email
from hub.core import clock
from hub.core.access import Actor
from hub.core.db import commit, db
from hub.core.errors import HubError
from hub.core.registry import Ref
from hub.network.identity import open_session
from hub.network.models import Person, SignInSession
from hub.network.passwords import Verdict, check_password, hash_password
from hub.services import audit, live


@dataclass(frozen=True, slots=True)
class Device:
    """What is asking: the browser's name for itself and the network address."""

    name: str
    address: str


class WrongCredentials(HubError):
    """Unknown address or wrong password: deliberately the same."""


class Suspended(HubError):
    """Told only to who has just proved to be the person. `last_day`: None until it is lifted."""

    def __init__(self, reason: str, last_day: date | None) -> None:
        super().__init__("suspended")
        self.reason, self.last_day = reason, last_day


class TooManyAttempts(HubError):
    """`wait`: how long until the next try is looked at."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait.total_seconds():.0f} s")
        self.wait = wait


def sign_in(email: str, password: str, device: Device) -> str:
    """Open a session and return its token. Raises WrongCredentials, TooManyAttempts or Suspended.

    Hashing takes a tenth of a second: no transaction is open meanwhile, and it happens for unknown addresses too.
    """
    email = email.strip().lower()
    wait = throttle.wait_for(db.session, email, device.address)
    if wait:
        db.session.rollback()
        raise TooManyAttempts(wait)
    person = person_by_email(db.session, email)
    person_id, password_hash = (person.id, person.password_hash) if person else (None, "")
    db.session.rollback()
    verdict = check_password(password_hash, password)
    if person_id is None or verdict is Verdict.WRONG:
        throttle.note_failure(db.session, email, device.address)
        commit()
        raise WrongCredentials
    fresh_hash = hash_password(password) if verdict is Verdict.STALE else None
    return begin_session(person_id, device, fresh_hash=fresh_hash)


def begin_session(person_id: int, device: Device, fresh_hash: str | None = None) -> str:
    """Open a session for who has just proved to be that person. Raises Suspended."""
    person = db.session.get_one(Person, person_id)
    if person.is_suspended:
        raise Suspended(person.suspension_reason, _last_day(person))
    if not person.is_active:
        raise WrongCredentials
    if fresh_hash:
        person.password_hash = fresh_hash
    throttle.forgive(db.session, person.email)
    token = open_session(db.session, person, device=device.name, address=device.address)
    audit.record(db.session, Actor(person_id=person.id), "accounts.session.opened", Ref("person", person.id))
    commit()
    return token


def _last_day(person: Person) -> date | None:
    """A suspension ends at the midnight after it."""
    end = person.suspended_until
    return (end.astimezone(clock.CASABLANCA) - timedelta(seconds=1)).date() if end else None


def sign_out(actor: Actor, session_id: int) -> None:
    """End the session that the request came with: its token is dead everywhere."""
    db.session.execute(
        update(SignInSession)
        .where(SignInSession.id == session_id, SignInSession.person_id == actor.person_id)
        .values(revoked_at=clock.utcnow())
    )
    live.close_sessions(db.session, [session_id])
    audit.record(db.session, actor, "accounts.session.closed", Ref("person", actor.person_id or 0))
    commit()
