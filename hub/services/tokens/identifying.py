"""From a token to the actor it stands for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select, update

from hub.core import clock
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.core.ids import token_hash
from hub.network.identity import actor_of
from hub.network.models import Person, active_people
from hub.services.tokens.models import ApiToken

TOKEN_PREFIX = "hub_"  # noqa: S105 - what tokens begin with, so that scanners of leaked secrets know them
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a live token stands for. `used_on`: the last day of use noted."""

    actor: Actor
    token_id: int
    scopes: frozenset[str]
    used_on: date | None
    email: str
    theme_mode: str
    unread: int


def holder_of(session: DbSession, token: str) -> Holder | None:
    """None when the token is unknown, expired or revoked, or its person suspended or gone: two queries."""
    if not token.startswith(TOKEN_PREFIX) or len(token) > LONGEST:
        return None
    now = clock.utcnow()
    found = session.execute(
        select(ApiToken, Person)
        .join(Person, Person.id == ApiToken.person_id)
        .where(
            ApiToken.token_hash == token_hash(token),
            ApiToken.revoked_at.is_(None),
            ApiToken.expires_at > now,
            active_people(now),
        )
    ).first()
    if found is None:
        return None
    kept, person = found
    return Holder(
        actor=actor_of(session, person),
        token_id=kept.id,
        scopes=frozenset(kept.scopes),
        used_on=kept.used_on,
        email=person.email,
        theme_mode=person.theme_mode,
        unread=person.unread_notifications,
    )


def note_use(session: DbSession, token_id: int) -> None:
    """Today (not committed)."""
    today = clock.utcnow().date()
    session.execute(
        update(ApiToken)
        .where(ApiToken.id == token_id, or_(ApiToken.used_on.is_(None), ApiToken.used_on != today))
        .values(used_on=today)
        .execution_options(synchronize_session=False)
    )
