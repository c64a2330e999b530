"""The shipped figures, loaded once into the databases that tests of this room copy."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from hub.app import create_app
from hub.core.db import db
from hub.indicators.kept_boards import shelf
from hub.indicators.reference import load_reference
from tests.conftest import POSTGRESQL, postgresql_url, settings_for


def load_figures(folder: Path, database_url: str) -> None:
    app = create_app(settings_for(folder, database_url))
    with app.app_context():
        load_reference(db.session)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    path = folder / "template.sqlite3"
    shutil.copyfile(sqlite_template, path)
    load_figures(folder, f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql_template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    name = f"{postgresql_template}_figures"
    with psycopg.connect(POSTGRESQL or "", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgresql_template} STRATEGY FILE_COPY")
    load_figures(tmp_path_factory.mktemp("figures"), postgresql_url(name))
    yield name
    with psycopg.connect(POSTGRESQL or "", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def figures(app: Flask) -> Flask:
    """The application with guide, census and facts; no context is held open."""
    return app


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    """Databases copied from one template share the version of their figures, which else no two have."""
    shelf.boards.clear()
