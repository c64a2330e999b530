"""One-time links."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hub.accounts.models import AccountLink, LinkPurpose
from hub.core import clock
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.ids import token_hash
from hub.network.models import Person, active_people


def link_by_token(session: DbSession, token: str, purpose: LinkPurpose) -> AccountLink:
    """An unused link of somebody who may sign in. Raises NotFound."""
    now = clock.utcnow()
    found: AccountLink | None = session.scalar(
        select(AccountLink)
        .join(Person)
        .where(
            AccountLink.token_hash == token_hash(token),
            AccountLink.purpose == purpose,
            AccountLink.used_at.is_(None),
            AccountLink.expires_at > now,
            active_people(now),
        )
        .options(joinedload(AccountLink.person))
    )
    if found is None:
        raise NotFound
    return found
