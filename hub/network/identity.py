"""From a session token to an Actor, and back: opening and closing sign-in sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Date, Row, bindparam, select

from hub.core import clock
from hub.core.access import Actor, Role
from hub.core.db import DbSession, UtcDateTime
from hub.core.ids import new_token, token_hash
from hub.network.models import GroupMembership, Person, RoleGrant, SignInSession, active_people, grants_in_force

SESSION_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who holds a live session. `theme_mode`: auto, light or dark. `is_new`: has not finished the first visit.
    `unread`: notifications not read yet. `seen_at`: last noted use of the session."""

    actor: Actor
    session_id: int
    email: str
    theme_mode: str
    is_new: bool
    unread: int
    seen_at: datetime


# Written once: building a statement costs more than running it, and these run with every request.
_NOW = bindparam("now", type_=UtcDateTime())
_TODAY = bindparam("today", type_=Date())
_HELD = (RoleGrant.role, RoleGrant.region_code, GroupMembership.group_id)
_LIVE_SESSION = (
    select(
        SignInSession.id,
        Person.id.label("person_id"),
        Person.name,
        Person.email,
        Person.language,
        Person.zone,
        Person.theme_mode,
        Person.welcomed_at,
        Person.unread_notifications,
        SignInSession.seen_at,
        *_HELD,
    )
    .select_from(SignInSession)
    .join(Person, Person.id == SignInSession.person_id)
    .outerjoin(RoleGrant, (RoleGrant.person_id == Person.id) & grants_in_force(_TODAY))
    .outerjoin(GroupMembership, GroupMembership.person_id == Person.id)
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > _NOW,
        active_people(_NOW),
    )
)
_GRANTS = (
    select(*_HELD)
    .select_from(Person)
    .outerjoin(RoleGrant, (RoleGrant.person_id == Person.id) & grants_in_force(_TODAY))
    .outerjoin(GroupMembership, GroupMembership.person_id == Person.id)
    .where(Person.id == bindparam("person_id"))
)


def identify(session: DbSession, token: str) -> Identity | None:
    """The identity behind a cookie's token, with the roles in force today and the groups: one query. None when the
    session is unknown, expired, revoked or the person is suspended."""
    values = {"token_hash": token_hash(token), "now": clock.utcnow(), "today": clock.today()}
    rows = session.execute(_LIVE_SESSION, values).all()
    if not rows:
        return None
    found = rows[0]
    return Identity(
        actor=_actor(rows, found.person_id, found.name, found.language, found.zone),
        session_id=found.id,
        email=found.email,
        theme_mode=found.theme_mode,
        is_new=found.welcomed_at is None,
        unread=found.unread_notifications,
        seen_at=found.seen_at,
    )


def _actor(held: Sequence[Row[*tuple[Any, ...]]], person_id: int, name: str, language: str, zone: str) -> Actor:
    """held: rows of a role, its region and a group, each None where there is none."""
    return Actor(
        person_id=person_id,
        name=name,
        grants=frozenset((row.role, row.region_code) for row in held if row.role is not None),
        group_ids=frozenset(row.group_id for row in held if row.group_id is not None),
        language=language,
        zone=zone,
    )


def actor_of(session: DbSession, person: Person) -> Actor:
    """The actor of a loaded person: one query."""
    held = session.execute(_GRANTS, {"person_id": person.id, "today": clock.today()}).all()
    return _actor(held, person.id, person.name, person.language, person.zone)


def actors_of(session: DbSession, person_ids: Iterable[int]) -> dict[int, Actor]:
    """The actors of many people, by id: two queries."""
    ids = sorted(set(person_ids))
    people = session.execute(
        select(Person.id, Person.name, Person.language, Person.zone).where(Person.id.in_(ids))
    ).all()
    grants: dict[int, set[tuple[Role, str | None]]] = {person.id: set() for person in people}
    groups: dict[int, set[int]] = {person.id: set() for person in people}
    for row in session.execute(
        select(Person.id, RoleGrant.role, RoleGrant.region_code, GroupMembership.group_id)
        .select_from(Person)
        .outerjoin(RoleGrant, (RoleGrant.person_id == Person.id) & grants_in_force(clock.today()))
        .outerjoin(GroupMembership, GroupMembership.person_id == Person.id)
        .where(Person.id.in_(ids))
    ):
        if row.role is not None:
            grants[row.id].add((row.role, row.region_code))
        if row.group_id is not None:
            groups[row.id].add(row.group_id)
    return {
        person.id: Actor(
            person_id=person.id,
            name=person.name,
            grants=frozenset(grants[person.id]),
            group_ids=frozenset(groups[person.id]),
            language=person.language,
            zone=person.zone,
        )
        for person in people
    }


def open_session(session: DbSession, person: Person, *, device: str, address: str) -> str:
    """Begin a sign-in session (not committed) and return the token for the cookie."""
    token = new_token()
    now = clock.utcnow()
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            person_id=person.id,
            device=device[:200],
            address=address[:45],
            created_at=now,
            seen_at=now,
            expires_at=now + SESSION_LIFETIME,
        )
    )
    return token
