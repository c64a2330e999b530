"""Who is asking. Flask-Login is imported here and nowhere else: it carries the identity that our own server-side session
gives; its own cookies are not used."""

from datetime import timedelta

import structlog
from flask import Flask, Request, current_app, g, request
from flask_login import LoginManager, current_user
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from hub.core import clock
from hub.core.access import VISITOR, Actor
from hub.core.db import db, side_transaction
from hub.core.locale import current_language, speak
from hub.core.settings import Settings
from hub.network.identity import SESSION_LIFETIME, Identity, identify
from hub.network.models import SignInSession

log = structlog.get_logger("hub.identity")
COOKIE = "hub_session"
SEEN_EVERY = timedelta(hours=1)


class Reader:
    """What Flask-Login calls a user."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    def get_id(self) -> str:
        return str(self.identity.actor.person_id)


def init_app(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)
    manager.request_loader(_load)


def _load(incoming: Request) -> Reader | None:
    """Flask-Login asks for every page, also for the one that says that the database does not answer."""
    if "identity" in g:
        return Reader(g.identity) if g.identity else None
    token = incoming.cookies.get(COOKIE)
    found = identify(db.session, token) if token else None
    if found and incoming.method == "GET" and clock.utcnow() - found.seen_at > SEEN_EVERY:
        _note_seen(found.session_id)
    return Reader(found) if found else None


def _note_seen(session_id: int) -> None:
    """Only while reading: a request that writes holds SQLite's write lock already. A busy database is no reason to
    refuse a page: the next one notes it."""
    try:
        with side_transaction() as session:
            session.execute(update(SignInSession).where(SignInSession.id == session_id).values(seen_at=clock.utcnow()))
    except OperationalError as error:
        log.warning("session use not noted", error=str(error.orig))


def adopt(token: str) -> None:
    """Go on with this request as the person of a session just opened, in that person's language."""
    found = identify(db.session, token)
    g.identity = found
    if found:
        speak(current_language(), found.actor.zone)


def unread_count() -> int:
    """Unread notifications of the reader: read with the identity, no query of its own."""
    found = current_identity()
    return found.unread if found else 0


def current_identity() -> Identity | None:
    """The live session's identity, or None for a visitor. Read once per request."""
    if "identity" not in g:
        token = request.cookies.get(COOKIE)
        g.identity = current_user.identity if token and current_user.is_authenticated else None
    return g.identity


def current_actor() -> Actor:
    """The actor of this request; a visitor when nobody is signed in."""
    found = current_identity()
    return found.actor if found else VISITOR


def _is_secure() -> bool:
    """By the hub's own address too: behind a proxy the request itself arrives in the clear."""
    settings: Settings = current_app.config["HUB"]
    return settings.is_secure or request.is_secure


def set_cookie(response: Response, token: str) -> None:
    """Hand the token of an opened session to the browser."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=_is_secure(),
    )


def clear_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=_is_secure())
