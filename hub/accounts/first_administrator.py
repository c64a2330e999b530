"""An empty hub has nobody who could invite: its operator gets a link."""

from sqlalchemy import update

from hub.accounts.actions.inviting import LIFETIME
from hub.accounts.models import Invitation
from hub.core import clock
from hub.core.access import Role
from hub.core.db import DbSession
from hub.core.ids import new_token, token_hash
from hub.core.locale import DEFAULT_LANGUAGE
from hub.network.administrators import administrator_ids
from hub.web.addresses import absolute


def first_administrator_link(session: DbSession) -> str | None:
    """A one-time link that makes the first administrator; None when there is one. Links given earlier are dead."""
    if administrator_ids(session):
        return None
    session.execute(
        update(Invitation)
        .where(Invitation.email == "", Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
        .values(revoked_at=clock.utcnow())
    )
    token = new_token()
    session.add(
        Invitation(
            token_hash=token_hash(token),
            role=Role.ADMINISTRATOR,
            language=DEFAULT_LANGUAGE.code,
            expires_at=clock.utcnow() + LIFETIME,
        )
    )
    session.commit()
    return absolute(f"/invitations/{token}")
