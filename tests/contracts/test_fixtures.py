"""Workers reuse what is costly (`tests/reuse.py`); a test finds nothing of the one before it."""

import pytest
from flask import Flask
from sqlalchemy import inspect, text, update

from hub.core.db import db
from hub.network.models import Person
from hub.web.access import public
from tests import reuse
from tests.conftest import SignIn


@pytest.mark.parametrize("turn", ["first", "second"])
def test_nothing_is_left_for_the_next_test(app: Flask, sign_in: SignIn, turn: str) -> None:
    """Twice the same, and each leaves all that it can."""
    assert "left" not in app.config
    assert "left" not in app.extensions
    assert "left" not in app.jinja_env.globals
    assert "left" not in app.view_functions
    app.add_url_rule("/left", "left", public(lambda: "left"))
    assert sign_in("admin").get("/left").text == "left"
    with app.app_context():
        assert db.session.query(Person).filter_by(email="admin@demo.example").count() == 1
        assert "left" not in inspect(db.session.connection()).get_table_names()
        db.session.execute(update(Person).values(name="left"))
        db.session.execute(text("DELETE FROM sign_in_session"))
        db.session.execute(text('CREATE TABLE "left" (id INTEGER)'))
        db.session.execute(update(Person).where(Person.email == "admin@demo.example").values(email="left@demo.example"))
        db.session.commit()
    app.config["left"] = app.extensions["left"] = app.jinja_env.globals["left"] = turn


def test_a_forgotten_transaction_fails_its_test(app: Flask, engines: reuse.Engines) -> None:
    with app.app_context():
        forgotten = db.engine.connect()
    with pytest.raises(AssertionError, match="left a transaction open"):
        engines.take_back(app)
    forgotten.invalidate()
    forgotten.close()
