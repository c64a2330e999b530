"""Registers what the web floor itself offers: templates shared by all rooms and the small pages around them."""

from flask import Blueprint, Flask

from hub.web import attaching, design, file_words, files, links, mail, preview, uploads, watching

blueprint = Blueprint("web", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    files.init_app(app)
    attaching.init_app(app)
    file_words.init_app(app)
    app.register_blueprint(uploads.blueprint)
    app.register_blueprint(links.blueprint)
    app.register_blueprint(watching.blueprint)
    mail.init_app(app)
    preview.init_app(app)
    design.init_app(app)
