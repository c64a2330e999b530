"""Ending a kind of mail without signing in (RFC 2369 section 3.2, RFC 8058).

What can be ended is registered by whoever sends it, under a name:

    register_unsubscribe("kind", Unsubscription(describe=…, act=…))
    write_mail(…, person_id=7, unsubscribe="kind:forum.reply")

The signed address in the mail says who and what, holds for ever, and can do nothing but this.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hub.core.db import DbSession, commit
from hub.core.errors import NotFound
from hub.services.mail.signing import is_signed, signature

PATH = "/mail/unsubscribe/"


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """`describe(session, person_id, argument)`: one sentence in the reader's language, what will no longer come; raises
    NotFound when there is no such thing. `act(session, person_id, argument)`: ends it (not committed); again changes nothing.
    """

    describe: Callable[[DbSession, int, str], str]
    act: Callable[[DbSession, int, str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a signed address asks for."""

    person_id: int
    name: str
    argument: str


_registered: dict[str, Unsubscription] = {}


def register_unsubscribe(name: str, unsubscription: Unsubscription) -> None:
    """The same name again replaces it (an app built twice in one process)."""
    _registered[name] = unsubscription


def unsubscribe_path(person_id: int, scope: str) -> str:
    """`scope`: `name:argument`. Raises KeyError for a name that nobody registered."""
    name, _, argument = scope.partition(":")
    _registered[name]
    return f"{PATH}{person_id}.{signature('unsubscribe', person_id, name, argument)}.{name}:{argument}"


def read_token(token: str) -> Asked:
    """Raises NotFound for one that the hub did not write."""
    person, _, rest = token.partition(".")
    signed, _, scope = rest.partition(".")
    name, _, argument = scope.partition(":")
    if (
        not person.isdecimal()
        or name not in _registered
        or not is_signed(signed, "unsubscribe", person, name, argument)
    ):
        raise NotFound
    return Asked(int(person), name, argument)


def describe(session: DbSession, asked: Asked) -> str:
    return _registered[asked.name].describe(session, asked.person_id, asked.argument)


def unsubscribe(session: DbSession, asked: Asked) -> None:
    """Who holds the address may: there is no actor."""
    _registered[asked.name].act(session, asked.person_id, asked.argument)
    commit()
