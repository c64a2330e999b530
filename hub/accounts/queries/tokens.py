"""A person's own tokens."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.services.tokens import ApiToken


@dataclass(frozen=True, slots=True)
class TokenLine:
    """`prefix`: how the token begins. `used_on`: the last day of use."""

    id: int
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    used_on: date | None

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= clock.utcnow()


def own_tokens(session: DbSession, reader: Actor) -> list[TokenLine]:
    """Those not revoked, the newest first."""
    statement = (
        select(
            ApiToken.id,
            ApiToken.name,
            ApiToken.prefix,
            ApiToken.scopes,
            ApiToken.created_at,
            ApiToken.expires_at,
            ApiToken.used_on,
        )
        .where(ApiToken.person_id == reader.person_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
        .limit(100)
    )
    return [TokenLine(*row) for row in session.execute(statement)]
