"""`/socket.io/`: open pages listen to hints. WebSocket only, so no process has to be found again by a later request.

A page says what it shows (`watch` with `{kind, id}`); it gets into that room when its reader may see the thing, by the same
rule as the page itself. Everybody signed in is in the rooms of the own person and session besides.
"""

from collections.abc import Iterable
from threading import Semaphore
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, request
from flask_socketio import SocketIO, disconnect, join_room, rooms

from hub.core.db import db, reading
from hub.core.registry import Ref, registry
from hub.network.identity import identify
from hub.services.live import Reach
from hub.services.live.hints import person_room, room_of, session_room
from hub.web.identity import COOKIE, current_actor

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger("hub.live")

MOST_ROOMS = 24
"""For one page."""

LARGEST_MESSAGE = 2_000
"""Bytes from a page: it only ever says what it shows."""

OPEN_KINDS = frozenset({"figures"})
"""What anybody may hear of: that figures changed says nothing about which."""


class PageGate:
    """Lets so many requests through at once, whatever the number of threads: the others hold open sockets. More pages at
    once would only wait for the database."""

    def __init__(self, application: "WSGIApplication", places: int) -> None:
        self.application = application
        self.places = Semaphore(places)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with self.places:
            return self.application(environ, start_response)


def serve_sockets(app: Flask, async_mode: str) -> SocketIO:
    """Put the endpoint in front of the application; done by who serves it, since each open socket holds a thread (or a
    greenlet) of the server. `async_mode`: of Flask-SocketIO. A foreign Origin is refused by the library's default: only
    pages of the same host connect."""
    io = SocketIO(
        app,
        async_mode=async_mode,
        async_handlers=False,
        transports=["websocket"],
        allow_upgrades=False,
        manage_session=False,
        max_http_buffer_size=LARGEST_MESSAGE,
        ping_interval=25,
        ping_timeout=20,
        serve_client=False,
    )
    reach = Reach(io, app.extensions["live"])
    app.extensions["reach"] = reach
    io.on_event("connect", lambda _auth=None: _connect(reach))
    io.on_event("watch", _watch)
    io.on_error_default(_refuse)
    return io


def _connect(reach: Reach) -> None:
    """Everybody may connect; who is signed in is asked again after joining, or a sign-out in between would be missed."""
    reach.listen()
    token = request.cookies.get(COOKIE)
    with reading():
        found = identify(db.session, token) if token else None
        if token is None or found is None or found.actor.person_id is None:
            return
        join_room(session_room(found.session_id))
        join_room(person_room(found.actor.person_id))
        db.session.rollback()
        if identify(db.session, token) is None:
            disconnect()


def _watch(wanted: Any) -> bool:
    """`{kind, id}`; answers whether the page will hear of it."""
    ref = _ref(wanted)
    if ref is None or len(rooms()) >= MOST_ROOMS:
        return False
    with reading():
        if ref.kind not in OPEN_KINDS and ref not in registry.cards(db.session, [ref], current_actor()):
            return False
    join_room(room_of(ref))
    return True


def _ref(wanted: Any) -> Ref | None:
    if not isinstance(wanted, dict):
        return None
    kind, number = wanted.get("kind"), wanted.get("id")
    is_known = isinstance(kind, str) and (kind in registry.kinds or kind in OPEN_KINDS)
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**31
    return Ref(kind, number) if is_known and is_number else None  # type: ignore[arg-type]


def _refuse(error: BaseException) -> None:
    log.warning("live event failed", error=type(error).__name__)
