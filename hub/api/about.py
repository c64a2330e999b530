"""`/api/`: what a programmer reads first; and the document that their tools read."""

import json

from flask import Blueprint, Response, current_app, render_template

from hub.api.openapi import document
from hub.core.locale import current_language
from hub.core.settings import Settings
from hub.web.access import public
from hub.web.api import READ, parts, write_scopes
from hub.web.api.asking import PREFIX
from hub.web.api.problems import known_problems
from hub.web.conditional import conditional


def add_pages(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/api/", "page", page)
    blueprint.add_url_rule(f"{PREFIX}/openapi.json", "openapi", openapi)


@public
def page() -> str:
    settings: Settings = current_app.config["HUB"]
    return render_template(
        "api/page.html",
        parts=parts(),
        scopes=write_scopes(),
        read=READ,
        settings=settings,
        prefix=PREFIX,
        problems=known_problems(),
    )


@public
def openapi() -> Response:
    settings: Settings = current_app.config["HUB"]
    body = json.dumps(document(settings.base_url), ensure_ascii=False)
    answer = conditional(body.encode(), "application/json")
    answer.headers["Content-Language"] = current_language().code
    return answer
