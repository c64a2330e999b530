"""`/healthz`: the process is alive. `/readyz`: the hub can serve, and how what it leans on is doing."""

import shutil

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import text

from hub.core.db import db
from hub.core.locale import format_number, gettext, lazy_gettext
from hub.core.probes import Health, ServiceState, probes, register_probe
from hub.core.settings import PROJECT_ROOT, Settings
from hub.web.access import public

blueprint = Blueprint("health", __name__)

LITTLE_SPACE = 1_000_000_000


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    register_probe("database", lazy_gettext("Database"), check_database, is_essential=True)
    register_probe("migrations", lazy_gettext("State of the database"), check_migrations, is_essential=True)
    register_probe("disk", lazy_gettext("Disk"), check_disk)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """503 when something is down without which no page is served; 200 otherwise, `degraded` when something is not well.
    The body tells the state of each and its figures."""
    asked = [(probe, probe.ask()) for probe in probes()]
    if any(probe.is_essential and health.state is ServiceState.DOWN for probe, health in asked):
        status = "unavailable"
    elif any(health.state in {ServiceState.DOWN, ServiceState.WEAK} for _, health in asked):
        status = "degraded"
    else:
        status = "ok"
    services = {probe.name: {"state": health.state, **health.figures} for probe, health in asked}
    return jsonify(status=status, services=services), 503 if status == "unavailable" else 200


def check_database() -> Health:
    db.session.execute(text("SELECT 1"))
    return Health(ServiceState.OK, db.engine.dialect.name)


def check_migrations() -> Health:
    applied = MigrationContext.configure(db.session.connection()).get_current_revision()
    if applied != newest_revision():
        return Health(ServiceState.DOWN, gettext("Migrations are missing: run “hub prepare”."))
    return Health(ServiceState.OK)


def check_disk() -> Health:
    """Weak when less than a gigabyte is free in the data folder."""
    settings: Settings = current_app.config["HUB"]
    free = shutil.disk_usage(settings.data_dir).free
    state = ServiceState.OK if free > LITTLE_SPACE else ServiceState.WEAK
    note = gettext("%(size)s GB free", size=format_number(free / 1e9, 1))
    return Health(state, note, {"free_megabytes": free // 1_000_000})


def newest_revision() -> str | None:
    return ScriptDirectory(str(PROJECT_ROOT / "hub" / "migrations")).get_current_head()
