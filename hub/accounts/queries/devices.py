"""A person's own sign-in sessions."""

from sqlalchemy import select

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.network.models import SignInSession


def live_sessions(session: DbSession, reader: Actor) -> list[SignInSession]:
    """Those that still sign the reader in, the last used first."""
    statement = (
        select(SignInSession)
        .where(
            SignInSession.person_id == reader.person_id,
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > clock.utcnow(),
        )
        .order_by(SignInSession.seen_at.desc(), SignInSession.id.desc())
        .limit(100)
    )
    return list(session.scalars(statement))
