"""Connections that the database server closed while they rested in the pool: a restart must not cost the next reader an
error page.

SQLAlchemy's `pool_pre_ping` asks the server at each request, a round trip. A server that goes away says so: its last words,
or the end of the stream, wait in the socket, where nothing may wait for a connection at rest. So we look there, some
microseconds, and ask the server only when something waits.
"""

import select
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError


def replace_when_closed(connection: Connection) -> None:
    """Before anything is sent. A connection found dead makes the whole pool renew itself, this one with its next
    statement."""
    if connection.dialect.name != "postgresql" or not _something_waits(connection.connection.dbapi_connection):
        return
    try:
        connection.execute(text("SELECT 1"))
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
    finally:
        connection.rollback()


def _something_waits(connection: Any) -> bool:
    """True when the socket can be read, also when it is closed."""
    if connection is None or connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
