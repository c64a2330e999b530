"""Pages of moderation: flagging, the queue, one's own reports, the log that every member reads."""

from flask import Flask

from hub.moderation.views import blueprint
from hub.services import moderation


def init_app(app: Flask) -> None:
    moderation.init_app(app)
    app.register_blueprint(blueprint)
