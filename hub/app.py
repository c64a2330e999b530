"""Builds the application: an explicit, ordered list of rooms, and nothing else."""

from flask import Flask
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from hub import accounts, admin, api, decisions, events, forum, home, indicators, library, moderation
from hub.core import clock, locale
from hub.core.db import db
from hub.core.settings import PROJECT_ROOT, Settings
from hub.services import audit, backup, files, jobs, links, live, mail, notifications, search, webhooks
from hub.web import assets, errors, health, identity, incoming, logs, request, templating
from hub.web import rooms as web_rooms

ROOMS = (web_rooms, accounts, forum, events, decisions, library, indicators, moderation, home, admin, api)


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application. Refuses to be built on outdated zone rules or unsafe settings."""
    clock.check_zone_rules()
    settings = settings or Settings.from_environ()
    logs.configure()
    app = Flask("hub", static_folder=None, root_path=str(PROJECT_ROOT / "hub"), template_folder=None)
    app.config.update(
        HUB=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SESSION_COOKIE_NAME="hub_form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_secure,
        MAX_CONTENT_LENGTH=settings.upload_limit + 1_000_000,
        MAX_FORM_MEMORY_SIZE=2_000_000,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.testing,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    db.init_app(app)
    Migrate(app, db, directory=str(PROJECT_ROOT / "hub" / "migrations"), render_as_batch=True)
    locale.init_app(app)
    incoming.init_app(app)
    identity.init_app(app)
    request.init_app(app)
    CSRFProtect(app)
    templating.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    health.init_app(app)
    for service in (jobs, live, audit, mail, notifications, files, links, search, webhooks, backup):
        service.init_app(app)
    for room in ROOMS:
        room.init_app(app)
    return app
