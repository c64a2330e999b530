"""Pages that draw from all features: the front page, my week, the regions, and what explains the hub."""

from flask import Flask

from hub.home.api import PART
from hub.home.views import blueprint
from hub.web.api import register_part


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    register_part(PART)
