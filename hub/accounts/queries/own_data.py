"""Everything the accounts hold about one person, for that person."""

from typing import Any

from sqlalchemy import inspect, select

from hub.accounts.models import Invitation
from hub.core.access import Actor
from hub.core.db import DbSession
from hub.network.models import GroupMembership, Person, RoleGrant, SignInSession
from hub.services.audit import AuditEntry
from hub.services.notifications import PERSONAL_TABLES
from hub.services.tokens import ApiToken

SECRET_COLUMNS = frozenset({"password_hash", "token_hash", "name_key", "salt", "data_hash", "hash"})


def own_data(session: DbSession, actor: Actor) -> dict[str, Any]:
    """Plain values, by table. What the person wrote in the forum and the library is public to its readers already and
    has its own exports."""
    mine = actor.person_id
    tables: dict[str, Any] = {
        "roles": select(RoleGrant).where(RoleGrant.person_id == mine),
        "groups": select(GroupMembership).where(GroupMembership.person_id == mine),
        "devices": select(SignInSession).where(SignInSession.person_id == mine),
        "tokens": select(ApiToken).where(ApiToken.person_id == mine),
        "invitation": select(Invitation).where(Invitation.accepted_by_id == mine),
        **{name: select(model).where(model.person_id == mine) for name, model in PERSONAL_TABLES.items()},
        "acts": select(AuditEntry).where(AuditEntry.actor_id == mine),
    }
    person = session.get_one(Person, mine)
    return {"person": _plain(person)} | {
        name: [_plain(row) for row in session.scalars(statement)] for name, statement in tables.items()
    }


def _plain(row: Any) -> dict[str, Any]:
    columns = inspect(type(row)).columns.keys()
    return {name: _json(getattr(row, name)) for name in columns if name not in SECRET_COLUMNS}


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
