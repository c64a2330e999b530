"""Slowing down who guesses passwords: per account first, then per address.

Only failures count, so a council that shares one address, or a person who signs in often, never waits. An address that
has no account is slowed exactly like one that has.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select

from hub.accounts.models import SignInFailure
from hub.core import clock
from hub.core.db import DbSession
from hub.core.ids import token_hash

WINDOW = timedelta(hours=1)
FREE_PER_ACCOUNT = 5
FREE_PER_ADDRESS = 200
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)


def wait_for(session: DbSession, email: str, address: str) -> timedelta:
    """How long until the next try is looked at; zero: now."""
    return max(
        _wait(session, SignInFailure.account_key == _key("account", email), FREE_PER_ACCOUNT),
        _wait(session, SignInFailure.address_key == _key("address", address), FREE_PER_ADDRESS),
    )


def note_failure(session: DbSession, email: str, address: str) -> None:
    """Count a refused sign-in (not committed); what is older than the window is forgotten."""
    session.execute(delete(SignInFailure).where(SignInFailure.failed_at < clock.utcnow() - WINDOW))
    session.add(SignInFailure(account_key=_key("account", email), address_key=_key("address", address)))


def forgive(session: DbSession, email: str) -> None:
    """The person proved who they are: their failures no longer count (not committed)."""
    session.execute(delete(SignInFailure).where(SignInFailure.account_key == _key("account", email)))


def _wait(session: DbSession, mine: ColumnElement[bool], free: int) -> timedelta:
    """After `free` failures each further one doubles the wait."""
    now = clock.utcnow()
    failures, last = session.execute(
        select(func.count(), func.max(SignInFailure.failed_at)).where(mine, SignInFailure.failed_at > now - WINDOW)
    ).one()
    if failures < free:
        return timedelta(0)
    wait = min(FIRST_WAIT * 2 ** min(failures - free, 8), LONGEST_WAIT)
    return max(last + wait - now, timedelta(0))


def _key(scope: str, value: str) -> str:
    return token_hash(f"{scope}:{value}")
