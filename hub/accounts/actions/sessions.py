"""Ending sign-in sessions: what is ended is dead at the next request, wherever its cookie was copied."""

from sqlalchemy import update

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import NotFound
from hub.core.registry import Ref
from hub.network.models import SignInSession
from hub.services import audit, live


def end_sessions(person_id: int, *, keep: int | None = None, only: int | None = None) -> int:
    """Revoke a person's live sessions (not committed): all, all but one, or one. Returns how many."""
    statement = update(SignInSession).where(SignInSession.person_id == person_id, SignInSession.revoked_at.is_(None))
    if keep is not None:
        statement = statement.where(SignInSession.id != keep)
    if only is not None:
        statement = statement.where(SignInSession.id == only)
    live.close_people(db.session, [person_id])
    done = db.session.execute(statement.values(revoked_at=clock.utcnow()))
    return int(done.rowcount)  # type: ignore[attr-defined]


def revoke_device(actor: Actor, session_id: int) -> None:
    """One of the actor's own devices. Raises NotFound."""
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    if not end_sessions(actor.person_id or 0, only=session_id):
        raise NotFound
    audit.record(db.session, actor, "accounts.session.revoked", Ref("person", actor.person_id or 0))
    commit()


def revoke_other_devices(actor: Actor, current_session_id: int) -> int:
    """Every device but the one in use. Returns how many."""
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    ended = end_sessions(actor.person_id or 0, keep=current_session_id)
    audit.record(db.session, actor, "accounts.session.revoked_others", Ref("person", actor.person_id or 0), count=ended)
    commit()
    return ended
