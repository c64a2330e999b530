"""The API: serves to programs what the rooms declare, under `/api/v1`, and its page at `/api/`."""

from functools import partial

from flask import Blueprint, Flask, Response, g

from hub.api import about
from hub.api.limiting import Buckets
from hub.api.repeating import TIDY, TIDY_HOURLY
from hub.api.serving import serve
from hub.core.settings import Settings
from hub.services.jobs import register_job, register_schedule
from hub.web.api import Endpoint, parts
from hub.web.api.asking import PREFIX


def init_app(app: Flask) -> None:
    """After all rooms that offer a part."""
    settings: Settings = app.config["HUB"]
    app.extensions["api_buckets"] = Buckets(settings.redis_url)
    blueprint = Blueprint("api", "hub.api", template_folder="templates")
    blueprint.after_request(_tell_limits)
    for part in parts():
        for endpoint in part.endpoints:
            _route(blueprint, endpoint)
    about.add_pages(blueprint)
    app.extensions["csrf"].exempt(blueprint)
    app.register_blueprint(blueprint)
    register_job(TIDY)
    register_schedule(TIDY_HOURLY)


def _route(blueprint: Blueprint, endpoint: Endpoint) -> None:
    view = partial(serve, endpoint)
    view.permission = endpoint.permission  # type: ignore[attr-defined]
    name = endpoint.name.replace(".", "_")
    blueprint.add_url_rule(PREFIX + endpoint.path, name, view, methods=[endpoint.method])


def _tell_limits(answer: Response) -> Response:
    answer.headers.update(g.get("rate_headers", {}))
    return answer
