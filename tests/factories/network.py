"""People and what they carry."""

from typing import Any

from hub.core import clock
from hub.core.access import Actor, Role
from hub.core.db import db
from hub.network.identity import actor_of
from hub.network.models import Person, RoleGrant
from hub.network.passwords import hash_password

PASSWORD = "quatre chevaux verts"


def person(local_part: str) -> Person:
    """One of the demo's people."""
    return db.session.query(Person).filter_by(email=f"{local_part}@demo.example").one()


def new_person(
    name: str, *, role: Role = Role.MEMBER, region: str | None = None, password: str = "", **values: Any
) -> Person:
    """A person who is not of the demo, committed; without a password unless one is given."""
    handle = name.lower().replace(" ", "-")
    made = Person(
        email=f"{handle}@example.org",
        handle=handle,
        name=name,
        password_hash=hash_password(password) if password else "",
        grants=[RoleGrant(role=role, region_code=region, starts_on=clock.today())],
        **{"welcomed_at": clock.utcnow(), **values},
    )
    db.session.add(made)
    db.session.commit()
    return made


def new_actor(name: str, **values: Any) -> Actor:
    return actor_of(db.session, new_person(name, **values))


def many_people(count: int) -> None:
    """People of the directory with a role, in bulk."""
    for n in range(count):
        db.session.add(
            Person(
                email=f"many{n}@example.org",
                handle=f"many-{n}",
                name=f"Nombreux {n:03d}",
                in_directory=True,
                grants=[RoleGrant(role=Role.MEMBER, region_code=f"{n % 12 + 1:02d}", starts_on=clock.today())],
            )
        )
    db.session.commit()
