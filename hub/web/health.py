"""`/healthz`: the process is alive. `/readyz`: the database answers and its migrations are applied."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from hub.core.db import db
from hub.core.settings import PROJECT_ROOT
from hub.web.access import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """200 when every check is true, 503 otherwise; the body names each."""
    checks = {"database": False, "migrations": False}
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            checks["database"] = True
            applied = MigrationContext.configure(connection).get_current_revision()
        checks["migrations"] = applied == newest_revision()
    except SQLAlchemyError as error:
        return jsonify(status="unavailable", checks=checks, error=type(error).__name__), 503
    ready = all(checks.values())
    return jsonify(status="ok" if ready else "unavailable", checks=checks), 200 if ready else 503


def newest_revision() -> str | None:
    return ScriptDirectory(str(PROJECT_ROOT / "hub" / "migrations")).get_current_head()
