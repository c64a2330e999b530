"""Migrations go up, down and up again with data in them, and end at what the models say."""

import logging
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from hub import setup
from hub.app import create_app
from hub.core.db import Base, db
from hub.network.models import Person
from tests.conftest import POSTGRESQL, postgresql_url, settings_for

INDEX_PREFIX = "search_fts"


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """An application whose database holds nothing, not even tables."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if request.param == "sqlite":
        return create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'blank.sqlite3'}"))
    name = f"{request.getfixturevalue('postgresql_template')}_blank"
    with psycopg.connect(POSTGRESQL or "", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return create_app(settings_for(tmp_path, postgresql_url(name)))


def tables() -> set[str]:
    return {name for name in inspect(db.engine).get_table_names() if not name.startswith(INDEX_PREFIX)}


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: not (kind == "table" and name.startswith(INDEX_PREFIX))},
        )
        return list(compare_metadata(context, Base.metadata))


def guards() -> dict[str, str]:
    """The triggers that keep the audit, by name, without their white space: what creates them, or their function's body."""
    statement = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
    if db.engine.dialect.name == "postgresql":
        statement = (
            "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) || prosrc FROM pg_trigger JOIN pg_proc ON tgfoid = pg_proc.oid"
            " WHERE tgname LIKE 'audit%'"
        )
    with db.engine.connect() as connection:
        return {name: " ".join(text.split()) for name, text in connection.execute(sa.text(statement))}


def row_counts() -> dict[str, int]:
    counts = {table.name: db.session.query(table).count() for table in Base.metadata.sorted_tables}
    db.session.remove()
    return counts


def test_up_down_up_with_the_demo_in_it(blank: Flask) -> None:
    with blank.app_context():
        upgrade()
        assert differences() == []
        migrated = guards()
        assert len(migrated) >= 4
        setup.load_reference()
        setup.load_demo()
        assert db.session.query(Person).count() > 5
        db.session.remove()
        downgrade(revision="base")
        assert tables() <= {"alembic_version"}
        Base.metadata.create_all(db.engine)
        assert guards() == migrated
        Base.metadata.drop_all(db.engine)
        upgrade()
        assert differences() == []
        setup.load_reference()
        setup.load_demo()
        assert db.session.query(Person).count() > 5
        db.session.remove()
        db.engine.dispose()


def test_loading_twice_changes_nothing(blank: Flask) -> None:
    with blank.app_context():
        setup.prepare(with_demo=True)
        first = row_counts()
        setup.prepare(with_demo=True)
        assert row_counts() == first
        db.engine.dispose()
