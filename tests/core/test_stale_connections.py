"""The database server restarts; the next reader sees nothing of it."""

import psycopg
from flask import Flask

from hub.core.db import db
from tests.conftest import POSTGRESQL, SignIn


def test_a_connection_that_the_server_closed_is_replaced_before_it_is_used(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("focal.oriental")
    assert browser.get("/settings").status_code == 200
    close_all_at_rest(app)
    assert browser.get("/settings").status_code == 200
    form = {"in_directory": "y", "csrf_token": browser.token()}
    close_all_at_rest(app)
    assert browser.post("/settings/directory", form).status_code == 302


def close_all_at_rest(app: Flask) -> None:
    """As a restart does. On SQLite there is no server to restart: its files are opened anew."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        engine.dispose()
        return
    with psycopg.connect(POSTGRESQL or "", autocommit=True) as connection:
        closed = connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [engine.url.database]
        ).fetchall()
    assert closed
    assert all(done for (done,) in closed)
