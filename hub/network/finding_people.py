"""Conditions about people, for the lists of the directory and of the administrators."""

from sqlalchemy import ColumnElement, select

from hub.core import clock
from hub.core.access import Role
from hub.network.models import Person, RoleGrant, grants_in_force
from hub.network.names import name_key

MOST_WORDS = 6


def named(words: str) -> list[ColumnElement[bool]]:
    """Every word is somewhere in the name, accents or not."""
    return [Person.name_key.contains(word, autoescape=True) for word in name_key(words).split()[:MOST_WORDS]]


def in_role(role: str) -> list[ColumnElement[bool]]:
    """The role is in force; nothing is filtered by a word that is no role."""
    return [_holds(RoleGrant.role == Role(role))] if role in set(Role) else []


def in_team_of(region_code: str) -> ColumnElement[bool]:
    """A role bound to the region is in force."""
    return _holds(RoleGrant.region_code == region_code)


def _holds(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Person.id.in_(select(RoleGrant.person_id).where(grants_in_force(clock.today()), condition))
