"""Mails and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hub.core.access import Actor, Permission, guard
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.paging import Cursor, Page, paginate
from hub.services.mail import Mail, MailAddress, MailState, bouncing

PAGE_SIZE = 50
MOST_ADDRESSES = 50


@dataclass(frozen=True, slots=True)
class MailFilter:
    """`address`: part of it. `state`: None for all."""

    address: str = ""
    state: MailState | None = None


def mails(session: DbSession, reader: Actor, wanted: MailFilter, cursor: Cursor) -> Page[Mail]:
    """Newest first."""
    guard(reader, Permission.ADMIN_MAIL_READ)
    statement = select(Mail)
    if wanted.address:
        statement = statement.where(Mail.to.contains(wanted.address.lower(), autoescape=True))
    if wanted.state:
        statement = statement.where(Mail.state == wanted.state)
    return paginate(session, statement, [Mail.id.desc()], cursor, PAGE_SIZE)


def mail_counts(session: DbSession, reader: Actor) -> dict[str, int]:
    """By state."""
    guard(reader, Permission.ADMIN_MAIL_READ)
    rows = session.execute(select(Mail.state, func.count()).group_by(Mail.state))
    return {state.value: 0 for state in MailState} | {row[0]: row[1] for row in rows}


def mail(session: DbSession, reader: Actor, mail_id: int) -> Mail:
    """Raises NotFound."""
    guard(reader, Permission.ADMIN_MAIL_READ)
    found = session.get(Mail, mail_id)
    if found is None:
        raise NotFound(f"mail {mail_id}")
    return found


def suspended_addresses(session: DbSession, reader: Actor) -> Sequence[MailAddress]:
    """The latest first."""
    guard(reader, Permission.ADMIN_MAIL_READ)
    return bouncing.suspended_addresses(session, MOST_ADDRESSES)
