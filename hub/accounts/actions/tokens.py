"""Making and revoking one's own tokens."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update

from hub.core import clock
from hub.core.access import Actor, Permission, guard
from hub.core.db import commit, db
from hub.core.errors import Invalid, NotFound
from hub.core.ids import new_token, token_hash
from hub.core.locale import gettext
from hub.core.registry import Ref
from hub.network.models import Person
from hub.services import audit
from hub.services.tokens import TOKEN_PREFIX, ApiToken

LIFETIMES = (7, 30, 90, 365)
"""Days."""
MOST_TOKENS = 20
NAME_LIMIT = 80
SHOWN_CHARACTERS = 10


def make_token(actor: Actor, name: str, scopes: Sequence[str], days: int, *, offered: Sequence[str]) -> str:
    """The token, which nobody can be shown again. `offered`: the scopes that there are. Raises Invalid (name, scopes,
    days)."""
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    name = " ".join(name.split())
    messages = {}
    if not name:
        messages["name"] = gettext("Give a name.")
    elif len(name) > NAME_LIMIT:
        messages["name"] = gettext("Use at most %(num)s characters.", num=NAME_LIMIT)
    if not scopes or not set(scopes) <= set(offered):
        messages["scopes"] = gettext("Choose at least one.")
    if days not in LIFETIMES:
        messages["days"] = gettext("Choose one of the list.")
    if messages:
        raise Invalid(messages)
    _refuse_too_many(actor)
    token = TOKEN_PREFIX + new_token()
    kept = ApiToken(
        person_id=actor.person_id,
        name=name,
        prefix=token[:SHOWN_CHARACTERS],
        token_hash=token_hash(token),
        scopes=[scope for scope in offered if scope in scopes],
        expires_at=clock.utcnow() + timedelta(days=days),
    )
    db.session.add(kept)
    db.session.flush()
    audit.record(db.session, actor, "accounts.token.made", Ref("api_token", kept.id), scopes=" ".join(kept.scopes))
    commit()
    return token


def revoke_token(actor: Actor, token_id: int) -> None:
    """Dead at the next request. Raises NotFound."""
    guard(actor, Permission.ACCOUNTS_SELF_EDIT)
    done = db.session.execute(
        update(ApiToken)
        .where(ApiToken.id == token_id, ApiToken.person_id == actor.person_id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=clock.utcnow())
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise NotFound(f"token {token_id}")
    audit.record(db.session, actor, "accounts.token.revoked", Ref("api_token", token_id))
    commit()


def _refuse_too_many(actor: Actor) -> None:
    """The person's row is locked, so that two at once do not both count too few."""
    db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    live = select(func.count()).where(
        ApiToken.person_id == actor.person_id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > clock.utcnow()
    )
    if (db.session.scalar(live) or 0) >= MOST_TOKENS:
        raise Invalid({"": gettext("You have %(num)s tokens: revoke one first.", num=MOST_TOKENS)})
