"""The shipped figures, loaded."""

import pytest
from flask import Flask

from hub.core.db import db
from hub.indicators.reference import load_reference


def load_figures(app: Flask) -> None:
    with app.app_context():
        load_reference(db.session)
        db.session.commit()
        db.session.remove()


@pytest.fixture
def figures(app: Flask) -> Flask:
    """The application with guide, census and facts; no context is held open."""
    load_figures(app)
    return app
