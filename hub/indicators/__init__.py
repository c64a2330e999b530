"""Indicators: the guide's sheets and the comparison board of the regions."""

from flask import Flask

from hub.core.registry import registry
from hub.indicators.api import PART
from hub.indicators.search import INDICATOR_KIND
from hub.indicators.views import board, guide, package
from hub.web.api import register_part


def init_app(app: Flask) -> None:
    app.register_blueprint(board.blueprint)
    app.register_blueprint(guide.blueprint)
    app.register_blueprint(package.blueprint)
    registry.register(INDICATOR_KIND)
    register_part(PART)
