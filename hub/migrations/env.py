"""Alembic's environment.

SQLite rebuilds a table to change it; with foreign keys on, dropping the old one cascades into its children. So they are
switched off before the transaction begins, and `foreign_key_check` proves afterwards that nothing dangles.
"""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from hub.core.db import Base, UtcDateTime, db
from hub.core.multilingual import Multilingual


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """The search index's own tables are made by the search service, not by models."""
    return not (kind == "table" and name is not None and name.startswith("search_fts"))


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Migrations stand without the hub's code: our column types are written as what they are in the database."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, Multilingual):
        return "sa.JSON()"
    return False


def run(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        include_name=include_name,
        render_item=render_item,
        compare_type=True,
        transaction_per_migration=False,
    )
    context.run_migrations()
    if is_sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
        raise RuntimeError(f"the migration left rows without their parents: {broken[:5]}")


with current_app.app_context(), db.engine.connect() as connection, connection.begin():
    run(connection)
if db.engine.dialect.name == "sqlite":
    db.engine.dispose()
