"""Whose request it is: the bearer token, and nothing else (RFC 6750; never in the address)."""

import re

from flask import g, request

from hub.api.limiting import buckets
from hub.core import clock
from hub.core.access import may
from hub.core.db import db, side_transaction
from hub.core.errors import NotFound
from hub.core.locale import DEFAULT_LANGUAGE, gettext, language, speak
from hub.core.settings import Settings
from hub.network.identity import Identity
from hub.services.tokens import Holder, holder_of, note_use
from hub.web.api import Endpoint, Refused
from hub.web.api.asking import asked_language

BEARER = re.compile(r"[Bb]earer +([\w.~+/=-]+)")
ASK = {"WWW-Authenticate": 'Bearer realm="hub"'}
WRONG_TOKEN = {"WWW-Authenticate": 'Bearer realm="hub", error="invalid_token"'}
WRONG_SCOPE = 'Bearer realm="hub", error="insufficient_scope", scope="{scope}"'


def let_in(endpoint: Endpoint, settings: Settings) -> Holder | None:
    """The token's holder, None for a visitor. Counts the request: for the token, or for the address where there is none
    that lives. Raises Refused, or NotFound for who may do this to nothing at all."""
    holder = _holder()
    if holder is None:
        _count(f"address:{request.remote_addr}", settings.api_address_rate)
        if "Authorization" in request.headers:
            raise Refused(401, headers=WRONG_TOKEN)
    else:
        _count(f"token:{holder.token_id}", settings.api_token_rate)
        _become(holder)
    _check(endpoint, holder)
    return holder


def _holder() -> Holder | None:
    found = BEARER.fullmatch(request.headers.get("Authorization", ""))
    return holder_of(db.session, found[1]) if found else None


def _count(key: str, size: int) -> None:
    taken = buckets().take(key, size)
    g.rate_headers = taken.headers
    if taken.wait:
        raise Refused(429)


def _become(holder: Holder) -> None:
    """Go on as the token's person, who is answered in the language of the request, else in their own."""
    actor = holder.actor
    g.identity = Identity(
        actor=actor,
        session_id=0,
        email=holder.email,
        theme_mode=holder.theme_mode,
        is_new=False,
        unread=holder.unread,
        seen_at=clock.utcnow(),
    )
    speak(asked_language(request) or language(actor.language) or DEFAULT_LANGUAGE, actor.zone)


def _check(endpoint: Endpoint, holder: Holder | None) -> None:
    if endpoint.permission is None and holder is None:
        return
    if holder is None:
        raise Refused(401, headers=ASK)
    if endpoint.scope not in holder.scopes:
        told = gettext("The token does not carry the scope %(scope)s.", scope=endpoint.scope)
        raise Refused(403, told, {"WWW-Authenticate": WRONG_SCOPE.format(scope=endpoint.scope)})
    if endpoint.permission is not None and not may(holder.actor, endpoint.permission):
        raise NotFound


def note_reading(holder: Holder) -> None:
    """The last day of use, once a day and beside the read: who writes notes it in the act's transaction."""
    if holder.used_on != clock.utcnow().date():
        with side_transaction() as session:
            note_use(session, holder.token_id)
