"""Registers what the web floor itself offers: templates shared by all rooms and the small pages around them."""

from flask import Blueprint, Flask

from hub.web import design, files, links, preview

blueprint = Blueprint("web", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.register_blueprint(files.blueprint)
    app.register_blueprint(links.blueprint)
    preview.init_app(app)
    design.init_app(app)
