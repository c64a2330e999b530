"""One-time links to a person's own address: a new password, or signing in without one.

Asking is answered the same whether the address has an account or not, and does the same work.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import func, select, update

from hub.accounts.actions.sessions import end_sessions
from hub.accounts.actions.signing_in import Device, begin_session
from hub.accounts.models import AccountLink, LinkPurpose
from hub.accounts.password_rules import check_new_password
from hub.accounts.queries.links import link_by_token
from hub.accounts.queries.people import active_person_by_email
from hub.core import clock
from hub.core.access import Actor
from hub.core.db import commit, db, one_transaction
from hub.core.errors import NotFound
from hub.core.ids import new_token, token_hash
from hub.core.locale import DEFAULT_LANGUAGE, lazy_gettext
from hub.core.registry import Ref
from hub.network.models import Person
from hub.network.passwords import hash_password
from hub.services import audit
from hub.services.mail import write_mail
from hub.web.addresses import absolute

LIFETIME: Mapping[LinkPurpose, timedelta] = {
    LinkPurpose.RESET_PASSWORD: timedelta(hours=2),
    LinkPurpose.SIGN_IN: timedelta(minutes=15),
}
PATH: Mapping[LinkPurpose, str] = {
    LinkPurpose.RESET_PASSWORD: "/password/reset/",
    LinkPurpose.SIGN_IN: "/login/link/",
}
MOST_PER_HOUR = 5


def send_link(email: str, purpose: LinkPurpose) -> None:
    """Write the mail if somebody has that address and has not asked too often; say nothing either way."""
    person = active_person_by_email(db.session, email)
    token = new_token()
    now = clock.utcnow()
    may_send = person is not None and _asked_lately(person.id) < MOST_PER_HOUR
    mail = write_mail(
        db.session,
        f"accounts.{purpose.value}",
        person.email if person else email,
        person.language if person else DEFAULT_LANGUAGE.code,
        f"accounts/mail/{purpose.value}.txt",
        person_id=person.id if person else None,
        why=lazy_gettext("Somebody, probably you, asked for it on the sign-in page of the hub."),
        is_essential=True,
        name=person.name if person else "",
        link=absolute(PATH[purpose] + token),
    )
    if person is None or not may_send:
        db.session.expunge(mail)
        db.session.rollback()
        return
    db.session.add(
        AccountLink(
            token_hash=token_hash(token), person_id=person.id, purpose=purpose, expires_at=now + LIFETIME[purpose]
        )
    )
    audit.record(db.session, None, f"accounts.link.{purpose.value}_sent", Ref("person", person.id))
    commit()


def reset_password(token: str, password: str, device: Device) -> str:
    """Set a new password, end every session, open one. Raises NotFound or Invalid (new_password)."""
    link = link_by_token(db.session, token, LinkPurpose.RESET_PASSWORD)
    person_id = link.person_id
    check_new_password(password, email=link.person.email, name=link.person.name)
    db.session.rollback()
    password_hash = hash_password(password)
    with one_transaction():
        _use(token)
        db.session.get_one(Person, person_id).password_hash = password_hash
        end_sessions(person_id)
        audit.record(db.session, Actor(person_id=person_id), "accounts.password.reset", Ref("person", person_id))
        return begin_session(person_id, device)


def sign_in_by_link(token: str, device: Device) -> str:
    """Raises NotFound."""
    link = link_by_token(db.session, token, LinkPurpose.SIGN_IN)
    with one_transaction():
        _use(token)
        return begin_session(link.person_id, device)


def _asked_lately(person_id: int) -> int:
    since = clock.utcnow() - timedelta(hours=1)
    return db.session.execute(
        select(func.count())
        .select_from(AccountLink)
        .where(AccountLink.person_id == person_id, AccountLink.created_at > since)
    ).scalar_one()


def _use(token: str) -> None:
    """One of two simultaneous uses wins."""
    used = db.session.execute(
        update(AccountLink)
        .where(AccountLink.token_hash == token_hash(token), AccountLink.used_at.is_(None))
        .values(used_at=clock.utcnow())
    )
    if not used.rowcount:  # type: ignore[attr-defined]
        raise NotFound
